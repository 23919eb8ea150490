import { describe, expect, it, vi } from "vitest";
import { createWebhookHandler } from "../../src/handler.ts";
import { createTestEvent, createTestRequest } from "../../src/testing.ts";
import { delivery, handlerUnderTest, outcome, recorder, secret, unknownDelivery } from "./deliver.ts";

const url = "http://localhost/webhooks";
const receivedAnswer = [200, { received: true }];

describe("routing", () => {
  it("runs the handlers of an event in the order of registration", async () => {
    const order: string[] = [];
    const hooks = handlerUnderTest()
      .onAny(() => void order.push("any"))
      .on("user.created", async (event, { verified, raw, signal }) => {
        expect(event.data.email).toBeTypeOf("string");
        expect(verified.secretIndex).toBe(0);
        expect(new TextDecoder().decode(raw as Uint8Array)).toContain('"user.created"');
        expect(signal.aborted).toBe(false);
        order.push("on");
      })
      .onPrefix("user", () => void order.push("prefix"))
      .on(["user.deleted", "user.created"], () => void order.push("list"))
      .on("user.deleted", () => void order.push("never"));

    expect(await outcome(hooks.fetch(await delivery()))).toEqual(receivedAnswer);
    expect(order).toEqual(["any", "on", "prefix", "list"]);
  });

  it("gives onUnknown what nothing else takes", async () => {
    const unknown = recorder();
    const hooks = handlerUnderTest()
      .on("user.created", () => {})
      .onPrefix("dsync", () => {})
      .onUnknown(unknown.run);

    for (const request of [
      delivery(),
      delivery("dsync.user.created"),
      delivery("user.deleted"),
      unknownDelivery("brand.new"),
      unknownDelivery("dsync.newer"),
    ]) {
      expect(await outcome(hooks.fetch(await request))).toEqual(receivedAnswer);
    }

    expect(unknown.names()).toEqual(["user.deleted", "brand.new"]);
  });

  it("takes a map of handlers, complete by its type", async () => {
    const created = recorder();
    const deleted = recorder();
    const hooks = handlerUnderTest().onAll<"user.created" | "user.deleted">({
      "user.created": created.run,
      "user.deleted": deleted.run,
    });

    await hooks.fetch(await delivery("user.deleted"));

    expect([created.names(), deleted.names()]).toEqual([[], ["user.deleted"]]);
  });

  it("acknowledges an event that nothing handles, or refuses it when exhaustive", async () => {
    const strict = handlerUnderTest({ exhaustive: true });

    expect(await outcome(handlerUnderTest().fetch(await delivery()))).toEqual(receivedAnswer);
    expect(await outcome(strict.fetch(await delivery()))).toEqual([500, { error: "unhandled_event" }]);
    expect(String(strict.errors[0])).toContain("user.created");
  });

  it("refuses a handler that is no function", () => {
    expect(() => handlerUnderTest().on("user.created", undefined as never)).toThrow(TypeError);
  });
});

describe("refusals", () => {
  const post = (body: BodyInit, headers: Record<string, string> = {}) =>
    new Request(url, { method: "POST", body, headers });
  const tampered = async () => {
    const headers = (await createTestRequest(createTestEvent("user.created"), { secret })).headers;
    return new Request(url, { method: "POST", headers, body: '{"id":"event_x","event":"user.created","data":{}}' });
  };

  it.each<[string, number, string, () => Request | Promise<Request>]>([
    ["no signature", 400, "missing_header", () => post("{}")],
    ["a malformed header", 400, "malformed_header", () => post("{}", { "workos-signature": "t=1, t=2" })],
    ["a forged body", 401, "signature_mismatch", tampered],
    ["another secret", 401, "signature_mismatch", () => createTestRequest({}, { secret: "other" })],
    [
      "an old signature",
      401,
      "timestamp_too_old",
      () => createTestRequest({}, { secret, timestamp: Date.now() - 200_000 }),
    ],
    [
      "a signature of the future",
      401,
      "timestamp_in_future",
      () => createTestRequest({}, { secret, timestamp: Date.now() + 200_000 }),
    ],
    ["a signed body that is no event", 400, "invalid_payload", () => createTestRequest({}, { secret })],
  ])("answers %s with %i %s", async (_name, status, error, request) => {
    const events = recorder();
    const hooks = handlerUnderTest().onAny(events.run);

    expect(await outcome(hooks.fetch(await request()))).toEqual([status, { error }]);
    expect(events.events).toEqual([]);
    expect(hooks.errors).toMatchObject([{ code: error }]);
  });

  it.each(["GET", "PUT", "HEAD", "OPTIONS"])("answers %s with 405 and what is allowed", async (method) => {
    const response = await handlerUnderTest().fetch(new Request(url, { method }));

    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it("refuses wrong options at once", () => {
    for (const options of [
      { secret: "" },
      { secret, leaseMs: 0 },
      { secret, maxBodyBytes: Number.NaN },
      { secret, deadlineMs: 60_000 },
    ]) {
      expect(() => createWebhookHandler(options)).toThrow(expect.objectContaining({ status: 500 }));
    }
  });
});

describe("the body limit", () => {
  const stream = (chunks: number, onPull: () => void) =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        onPull();
        if (chunks-- > 0) controller.enqueue(new Uint8Array(1000));
        else controller.close();
      },
    });
  const streamed = async (body: ReadableStream) =>
    new Request(url, {
      method: "POST",
      headers: (await createTestRequest({}, { secret })).headers,
      body,
      duplex: "half",
    } as RequestInit);

  it("stops reading a stream that is too long", async () => {
    const pull = vi.fn();
    const hooks = handlerUnderTest({ maxBodyBytes: 10_000 });

    expect(await outcome(hooks.fetch(await streamed(stream(1_000_000, pull))))).toEqual([
      413,
      { error: "payload_too_large" },
    ]);
    expect(pull.mock.calls.length).toBeLessThan(20);
  });

  it("believes a content length that is too long, without reading", async () => {
    const pull = vi.fn();
    const request = await streamed(stream(5, pull));
    request.headers.set("content-length", "99999999");
    const pulledBefore = pull.mock.calls.length;

    expect(await outcome(handlerUnderTest().fetch(request))).toEqual([413, { error: "payload_too_large" }]);
    expect(pull.mock.calls.length).toBe(pulledBefore);
  });

  it("does not read the body of a delivery whose header is wrong", async () => {
    const request = new Request(url, { method: "POST", body: "x", headers: { "workos-signature": "t=1, v1=00" } });

    expect((await handlerUnderTest().fetch(request)).status).toBe(401);
    expect(request.bodyUsed).toBe(false);
  });

  it("takes a body of exactly the limit, in many chunks", async () => {
    const text = await (await delivery()).text();
    const bytes = new TextEncoder().encode(text);
    const signed = await createTestRequest(bytes, { secret });
    const parts = Array.from(bytes, (byte) => Uint8Array.of(byte));
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        const next = parts.shift();
        if (next) controller.enqueue(next);
        else controller.close();
      },
    });
    const request = new Request(url, { method: "POST", headers: signed.headers, body, duplex: "half" } as RequestInit);

    expect(await outcome(handlerUnderTest({ maxBodyBytes: bytes.length }).fetch(request))).toEqual(receivedAnswer);
  });

  it("says so when the body was read before", async () => {
    const request = await delivery();
    await request.text();
    const hooks = handlerUnderTest();

    expect(await outcome(hooks.fetch(request))).toEqual([500, { error: "unsupported_payload" }]);
    expect(String(hooks.errors[0])).toContain("body parsers");
  });

  it("answers a body that breaks off with 400", async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error("reset")) });

    expect(await outcome(handlerUnderTest().fetch(await streamed(broken)))).toEqual([
      400,
      { error: "unreadable_body" },
    ]);
  });
});
