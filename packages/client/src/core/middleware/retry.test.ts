import { describe, expect, it, vi } from "vitest";
import { json, recorder, refused, stillWorld } from "../../../test/recorder.ts";
import { type Call, type CoreOptions, createCore } from "../core.ts";
import { ApiError } from "../errors/api-error.ts";
import { ConnectionError, TimeoutError } from "../errors/errors.ts";

const get: Call = { method: "GET", route: "/x" };
const post: Call = { method: "POST", route: "/x", body: { a: 1 } };

describe("retry", () => {
  it.each([408, 429, 500, 502, 503, 504])("repeats a GET that answers %i", async (status) => {
    const { core, requests, world } = setUp({}, json({}, status), json({ fine: true }));

    expect(await core.send(get)).toMatchObject({ ok: true, data: { fine: true } });
    expect([requests.length, world.sleeps]).toEqual([2, [250]]);
  });

  it.each([400, 401, 403, 404, 409, 422, 501])("does not repeat what answers %i", async (status) => {
    const { core, requests } = setUp({}, json({}, status));

    expect(await core.send(get)).toMatchObject({ ok: false, error: { status } });
    expect(requests).toHaveLength(1);
  });

  it.each([500, 503, 408])("never repeats a POST without a key that answers %i", async (status) => {
    const { core, requests } = setUp({}, json({}, status));

    await core.send(post);

    expect(requests).toHaveLength(1);
  });

  it("repeats a POST with a key, under the same key", async () => {
    const { core, requests } = setUp({}, json({}, 503), refused("ECONNRESET"), json({}));

    await core.send({ ...post, options: { idempotencyKey: "once" } });

    expect(requests.map((each) => each.headers.get("idempotency-key"))).toEqual(["once", "once", "once"]);
    expect(new Set(requests.map((each) => each.body))).toEqual(new Set(['{"a":1}']));
  });

  it("makes one key where the API keeps them, and holds on to it", async () => {
    const { core, requests } = setUp({}, json({}, 500), json({}));

    await core.send({ ...post, traits: { key: true } });

    const keys = requests.map((each) => each.headers.get("idempotency-key"));
    expect(keys[0]).toMatch(/^[\da-f-]{36}$/);
    expect(keys).toEqual([keys[0], keys[0]]);
  });

  it.each([500, 408])("never repeats a single-use call that answers %i, even with a key", async (status) => {
    const { core, requests } = setUp({}, json({}, status));

    await core.send({ ...post, traits: { once: true }, options: { idempotencyKey: "k" } });

    expect(requests).toHaveLength(1);
  });

  it.each([
    ["turned away", json({}, 429)],
    ["never received", refused()],
  ])("repeats even a single-use call that was %s", async (_, first) => {
    const { core, requests } = setUp({}, first, json({}));

    expect((await core.send({ ...post, traits: { once: true } })).ok).toBe(true);
    expect(requests).toHaveLength(2);
  });

  // A host may become unreachable after it has got the request.
  it.each(["ECONNRESET", "EHOSTUNREACH", "UND_ERR_SOCKET"])(
    "does not repeat a POST whose connection broke: %s",
    async (code) => {
      const { core, requests } = setUp({}, refused(code));

      await expect(core.send(post)).rejects.toSatisfy((error) => ConnectionError.isInstance(error));
      expect(requests).toHaveLength(1);
    },
  );

  it.each([
    ["a page", "<html>"],
    ["half a document", '{"da'],
    ["nothing", ""],
  ])("repeats a GET that answers %s", async (_, text) => {
    const onRetry = vi.fn();
    const { core, requests } = setUp({ onRetry }, new Response(text), json({ fine: true }));

    expect(await core.send(get)).toMatchObject({ ok: true, data: { fine: true } });
    expect([requests.length, onRetry.mock.calls[0]?.[2]]).toEqual([2, "unreadable"]);
  });

  it("does not repeat a POST whose answer was unreadable", async () => {
    const { core, requests } = setUp({}, new Response("<html>"));

    await expect(core.send(post)).rejects.toMatchObject({ name: "ParseError" });
    expect(requests).toHaveLength(1);
  });

  it("gives up after the retries allowed, with the last answer", async () => {
    const { core, requests } = setUp({ retries: 3 }, json({ message: "Down" }, 503));

    const result = await core.send(get);

    expect(result.error).toSatisfy((error) => ApiError.isInstance(error));
    expect(requests).toHaveLength(4);
  });

  it.each([0, -1, Number.NaN])("lets each call say how many retries: none for %d", async (retries) => {
    const { core, requests } = setUp({ retries: 3 }, ...Array(9).fill(json({}, 503)), json({}, 404));

    await core.send({ ...get, options: { retries } });

    expect(requests).toHaveLength(1);
  });

  it.each([
    ["7", 7000],
    ["3600", 60_000],
    ["Thu, 01 Jan 1970 00:16:42 GMT", 2000],
  ])("waits as Retry-After %s asks, a minute at most", async (header, expected) => {
    const { core, world } = setUp({}, json({}, 429, { "retry-after": header }), json({}));

    await core.send(get);

    expect(world.sleeps).toEqual([expected]);
  });

  it("backs off with full jitter, doubling, eight seconds at most", async () => {
    const { core, world } = setUp({ retries: 6 }, json({}, 500));

    await core.send(get);

    expect(world.sleeps).toEqual([250, 500, 1000, 2000, 4000, 4000]);
  });

  it("never waits past the deadline", async () => {
    const { core, world } = setUp({ deadlineMs: 600 }, json({}, 503));

    expect(await core.send(get)).toMatchObject({ ok: false, error: { status: 503 } });
    expect(world.sleeps).toEqual([250]);
  });

  it("bounds an attempt by what is left of the deadline", async () => {
    const core = createCore({ apiKey: "sk_test", fetch: () => new Promise(() => {}), deadlineMs: 20 });

    await expect(core.send(get)).rejects.toMatchObject({ name: "TimeoutError" });
  });

  it("takes the reason of an abort for no failure, even when it looks like one", async () => {
    const onRetry = vi.fn();
    const reason = new TimeoutError({ method: "GET", route: "/other" }, 1);
    const { core, requests } = setUp({ onRetry, fetch: () => new Promise(() => {}) });
    const controller = new AbortController();
    const call = core.send({ ...get, options: { signal: controller.signal } });

    controller.abort(reason);

    await expect(call).rejects.toBe(reason);
    expect([requests.length, onRetry.mock.calls.length]).toEqual([0, 0]);
  });

  it("stops waiting as soon as the caller does", async () => {
    const controller = new AbortController();
    const { fetch, requests } = recorder(json({}, 503, { "retry-after": "60" }));
    const onRetry = () => setImmediate(() => controller.abort(new Error("Enough.")));
    const core = createCore({ apiKey: "sk_test", fetch, onRetry });

    await expect(core.send({ ...get, options: { signal: controller.signal } })).rejects.toThrow("Enough.");
    expect(requests).toHaveLength(1);
  });
});

function setUp(options: CoreOptions, ...replies: Parameters<typeof recorder>) {
  const world = stillWorld();
  const { fetch, requests } = recorder(...replies);
  return { core: createCore({ apiKey: "sk_test", fetch, world, ...options }), requests, world };
}
