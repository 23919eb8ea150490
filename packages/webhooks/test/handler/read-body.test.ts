import { describe, expect, it } from "vitest";
import { createTestRequest } from "../../src/testing.ts";
import { handlerUnderTest, outcome, secret } from "./deliver.ts";

/** A request of endless length, whose sender does something when it is told to stop. */
async function endless(cancel: () => Promise<void>): Promise<Request> {
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(1000)),
    cancel,
  });
  const { url, headers } = await createTestRequest({}, { secret });
  return new Request(url, { method: "POST", headers, body, duplex: "half" } as RequestInit);
}

const tooLarge = [413, { error: "payload_too_large" }];

describe("a body that is too long", () => {
  it("is refused as such when its sender fails to stop", async () => {
    const request = await endless(() => Promise.reject(new Error("reset")));

    expect(await outcome(handlerUnderTest({ maxBodyBytes: 5000 }).fetch(request))).toEqual(tooLarge);
  });

  it("is refused at once when its sender does not stop", async () => {
    const request = await endless(() => new Promise(() => {}));

    expect(await outcome(handlerUnderTest({ maxBodyBytes: 5000 }).fetch(request))).toEqual(tooLarge);
  });
});

it("says so when somebody else is reading the body", async () => {
  const request = await createTestRequest({}, { secret });
  request.body?.getReader();

  expect(await outcome(handlerUnderTest().fetch(request))).toEqual([500, { error: "unsupported_payload" }]);
});
