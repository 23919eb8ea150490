import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createWebhookHandler } from "../../src/handler.ts";
import { toNodeHandler } from "../../src/node.ts";
import { delivery, handlerUnderTest, outcome, recorder, secret } from "./deliver.ts";

const received = [200, { received: true }];
const unsigned = () => new Request("http://localhost/", { method: "POST", body: "{}" });

describe("a listener of errors", () => {
  const unhandled = vi.fn();
  beforeAll(() => void process.on("unhandledRejection", unhandled));
  afterAll(() => void process.off("unhandledRejection", unhandled));

  it("that is async and rejects does not end the process", async () => {
    const hooks = createWebhookHandler({
      secret,
      onError: async () => {
        throw new Error("The log is down.");
      },
    });

    expect(await outcome(hooks.fetch(unsigned()))).toEqual([400, { error: "missing_header" }]);
    // Rejections that nobody handles are told between two turns of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).not.toHaveBeenCalled();
  });
});

describe("a platform's waitUntil", () => {
  it("that throws changes nothing about the answer, and is reported", async () => {
    const seen = recorder();
    const hooks = handlerUnderTest().onAny(seen.run);
    const execution = {
      waitUntil: () => {
        throw new Error("Outside of a request.");
      },
    };

    expect(await outcome(hooks.fetch(await delivery(), execution))).toEqual(received);
    expect(seen.events).toHaveLength(1);
    expect(hooks.errors).toMatchObject([{ message: "Outside of a request." }]);
  });

  it("is looked for in objects only", async () => {
    const hooks = handlerUnderTest();
    const fetchAnything: (request: Request, second: never) => Promise<Response> = hooks.fetch;

    for (const second of [5, null, () => {}])
      expect((await fetchAnything(await delivery(), second as never)).status).toBe(200);
    expect(hooks.errors).toEqual([]);
  });
});

describe("a secret that is given by a function", () => {
  it("is not asked for by what is no delivery", async () => {
    const source = vi.fn(() => secret);
    const hooks = handlerUnderTest({ secret: source });
    const stale = new Request("http://localhost/", {
      method: "POST",
      headers: { "workos-signature": `t=1700000000000, v1=${"0".repeat(64)}` },
    });

    expect((await hooks.fetch(new Request("http://localhost/"))).status).toBe(405);
    expect((await hooks.fetch(unsigned())).status).toBe(400);
    expect((await hooks.fetch(stale)).status).toBe(401);
    expect(source).not.toHaveBeenCalled();
    expect((await hooks.fetch(await delivery())).status).toBe(200);
    expect(source).toHaveBeenCalledOnce();
  });
});

describe("a registration", () => {
  it.each([undefined, null, 5, ["user.created", undefined]])("under %j is refused at once", (name) => {
    const hooks = handlerUnderTest();

    expect(() => hooks.on(name as never, () => {})).toThrow(TypeError);
    expect(() => hooks.onPrefix((Array.isArray(name) ? undefined : name) as never, () => {})).toThrow(TypeError);
  });

  it("refuses a prefix with its dot, which would match nothing", () => {
    expect(() => handlerUnderTest().onPrefix("dsync.", () => {})).toThrow(
      /^onPrefix\("dsync\."\) would match nothing: leave out the last dot\.$/,
    );
  });

  it("is not changed by its list of names afterwards", async () => {
    const seen = recorder();
    const names: "user.created"[] = ["user.created"];
    const hooks = handlerUnderTest().on(names, seen.run);
    names.length = 0;

    await hooks.fetch(await delivery());

    expect(seen.events).toHaveLength(1);
  });
});

it("reports a request that was destroyed before it was read as a broken connection", async () => {
  const { headers } = await delivery();
  const hooks = handlerUnderTest();
  const end = vi.fn();

  await toNodeHandler(hooks)(
    { method: "POST", headers: Object.fromEntries(headers), on: () => {}, readableDidRead: false, destroyed: true },
    { statusCode: 0, setHeader: () => {}, end },
  );

  expect(end).toHaveBeenCalledWith('{"error":"unreadable_body"}');
});
