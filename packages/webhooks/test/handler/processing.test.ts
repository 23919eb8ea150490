import { describe, expect, it, vi } from "vitest";
import { type DedupeStore, memoryStore } from "../../src/dedupe.ts";
import { createWebhookHandler } from "../../src/handler.ts";
import { delivery, handlerUnderTest, outcome, recorder, secret } from "./deliver.ts";

const received = [200, { received: true }];
/** A promise with its ends in hand. */
function deferred() {
  return Promise.withResolvers<void>();
}

describe("repetitions", () => {
  it("skips an event that was handled", async () => {
    const seen = recorder();
    const hooks = handlerUnderTest().onAny(seen.run);

    expect(await outcome(hooks.fetch(await delivery("user.created", "event_1")))).toEqual(received);
    expect(await outcome(hooks.fetch(await delivery("user.created", "event_1")))).toEqual(received);

    expect(seen.events).toHaveLength(1);
  });

  it("handles every delivery when told not to remember", async () => {
    const seen = recorder();
    const hooks = handlerUnderTest({ dedupe: false }).onAny(seen.run);

    await hooks.fetch(await delivery("user.created", "event_1"));
    await hooks.fetch(await delivery("user.created", "event_1"));

    expect(seen.events).toHaveLength(2);
  });

  it("answers 409 while another delivery of the event is being handled", async () => {
    const gate = deferred();
    const hooks = handlerUnderTest().onAny(() => gate.promise);
    const first = hooks.fetch(await delivery("user.created", "event_1"));

    expect(await outcome(hooks.fetch(await delivery("user.created", "event_1")))).toEqual([
      409,
      { error: "event_in_progress" },
    ]);
    gate.resolve();
    expect(await outcome(first)).toEqual(received);
    expect((await hooks.fetch(new Request("http://localhost"))).status).toBe(405);
    expect(hooks.errors).toEqual([]);
  });

  it("gives an event back when its handler fails, and handles the next delivery", async () => {
    const run = vi.fn().mockRejectedValueOnce(new Error("database down")).mockResolvedValue(undefined);
    const hooks = handlerUnderTest().on("user.created", run);

    expect(await outcome(hooks.fetch(await delivery("user.created", "event_1")))).toEqual([
      500,
      { error: "handler_failed" },
    ]);
    expect(await outcome(hooks.fetch(await delivery("user.created", "event_1")))).toEqual(received);

    expect(hooks.errors).toMatchObject([{ message: "database down" }]);
    expect(run).toHaveBeenCalledTimes(2);
  });

  it("keeps endpoints apart by prefix", async () => {
    const store = memoryStore();
    const seen = recorder();
    const hooks = ["a:", "b:"].map((dedupePrefix) =>
      createWebhookHandler({ secret, dedupe: store, dedupePrefix }).onAny(seen.run),
    );

    for (const each of hooks) await each.fetch(await delivery("user.created", "event_1"));

    expect(seen.events).toHaveLength(2);
  });

  it("passes lease and time to live to the store", async () => {
    const store: DedupeStore = {
      claim: vi.fn(async () => ({ state: "new" as const, token: "t" })),
      complete: vi.fn(),
      release: vi.fn(),
    };

    await handlerUnderTest({ dedupe: store, leaseMs: 5000, ttlMs: 9000 }).fetch(
      await delivery("user.created", "event_1"),
    );

    expect(store.claim).toHaveBeenCalledWith("event_1", { leaseMs: 5000 });
    expect(store.complete).toHaveBeenCalledWith("event_1", "t", { ttlMs: 9000 });
  });
});

describe("a store that is down", () => {
  const down = (): Promise<never> => Promise.reject(new Error("ECONNREFUSED"));
  const broken: DedupeStore = { claim: down, complete: down, release: down };

  it("answers 503, so that the event comes again", async () => {
    const seen = recorder();
    const hooks = handlerUnderTest({ dedupe: broken }).onAny(seen.run);

    expect(await outcome(hooks.fetch(await delivery()))).toEqual([503, { error: "store_unavailable" }]);
    expect(seen.events).toEqual([]);
    expect(hooks.errors).toMatchObject([{ message: "ECONNREFUSED" }]);
  });

  it("handles the event unchecked when asked to", async () => {
    const seen = recorder();
    const hooks = handlerUnderTest({ dedupe: broken, onStoreError: "process" }).onAny(seen.run);

    expect(await outcome(hooks.fetch(await delivery()))).toEqual(received);
    expect(seen.events).toHaveLength(1);
  });

  it("still acknowledges an event that was handled while the store went away", async () => {
    const store: DedupeStore = { ...broken, claim: async () => ({ state: "new", token: "t" }) };
    const hooks = handlerUnderTest({ dedupe: store }).onAny(() => {});

    expect(await outcome(hooks.fetch(await delivery()))).toEqual(received);
    expect(hooks.errors).toMatchObject([{ message: "ECONNREFUSED" }]);
  });
});

describe("the deadline", () => {
  it("answers 503 and aborts the signal, and what is finished later still counts", async () => {
    const gate = deferred();
    const aborted = vi.fn();
    const hooks = handlerUnderTest({ deadlineMs: 10 }).on("user.created", async (_event, { signal }) => {
      signal.addEventListener("abort", () => aborted(signal.reason.name));
      await gate.promise;
    });

    expect(await outcome(hooks.fetch(await delivery("user.created", "event_1")))).toEqual([
      503,
      { error: "deadline_exceeded" },
    ]);
    expect(aborted).toHaveBeenCalledWith("TimeoutError");
    expect(await outcome(hooks.fetch(await delivery("user.created", "event_1")))).toEqual([
      409,
      { error: "event_in_progress" },
    ]);
    gate.resolve();
    await vi.waitFor(async () =>
      expect(await outcome(hooks.fetch(await delivery("user.created", "event_1")))).toEqual(received),
    );
  });

  it("does not fire when the handlers are faster", async () => {
    const hooks = handlerUnderTest({ deadlineMs: 10_000 }).onAny(() => {});

    expect(await outcome(hooks.fetch(await delivery()))).toEqual(received);
  });
});

describe("acknowledging before", () => {
  it("answers at once and keeps the program alive for the handlers", async () => {
    const gate = deferred();
    const seen = recorder();
    const kept: Promise<unknown>[] = [];
    const hooks = handlerUnderTest({ acknowledge: "before" }).onAny(async (event) => {
      await gate.promise;
      seen.run(event);
    });

    expect(
      await outcome(hooks.fetch(await delivery(), { waitUntil: (promise: Promise<unknown>) => kept.push(promise) })),
    ).toEqual(received);
    expect(seen.events).toEqual([]);
    gate.resolve();
    await Promise.all(kept);
    expect(seen.events).toHaveLength(1);
  });

  it("reports a handler that fails and gives the event back", async () => {
    const run = vi.fn().mockRejectedValueOnce(new Error("late failure"));
    const hooks = handlerUnderTest({ acknowledge: "before" }).onAny(run);

    await hooks.fetch(await delivery("user.created", "event_1"));
    await vi.waitFor(() => expect(hooks.errors).toMatchObject([{ message: "late failure" }]));
    await hooks.fetch(await delivery("user.created", "event_1"));

    expect(run).toHaveBeenCalledTimes(2);
  });

  it("is not disturbed by a second argument of another kind, or by a listener that throws", async () => {
    const hooks = createWebhookHandler({
      secret,
      onError: () => {
        throw new Error("listener");
      },
    });

    expect(await outcome(hooks.fetch(await delivery(), { params: Promise.resolve({}) }))).toEqual(received);
    expect(await outcome(hooks.fetch(new Request("http://localhost", { method: "POST" })))).toEqual([
      400,
      { error: "missing_header" },
    ]);
  });
});
