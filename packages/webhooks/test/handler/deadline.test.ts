import { expect, it, vi } from "vitest";
import { type DedupeStore, memoryStore } from "../../src/dedupe.ts";
import { delivery, handlerUnderTest, outcome, recorder } from "./deliver.ts";

const late = [503, { error: "deadline_exceeded" }];

it("holds for a store that does not answer, and gives back what it grants afterwards", async () => {
  const memory = memoryStore();
  const gate = Promise.withResolvers<void>();
  const released = vi.fn();
  const store: DedupeStore = {
    ...memory,
    claim: (key, options) => gate.promise.then(() => memory.claim(key, options)),
    release: (key, token) => memory.release(key, token).then(() => released(key)),
  };
  const seen = recorder();
  const hooks = handlerUnderTest({ dedupe: store, deadlineMs: 10 }).onAny(seen.run);

  expect(await outcome(hooks.fetch(await delivery("user.created", "event_1")))).toEqual(late);
  gate.resolve();
  await vi.waitFor(() => expect(released).toHaveBeenCalledWith("event_1"));

  expect(seen.events).toEqual([]);
  expect((await hooks.fetch(await delivery("user.created", "event_1"))).status).toBe(200);
  expect(seen.events).toHaveLength(1);
});

it("holds for a store that hangs when an event is acknowledged before it is handled", async () => {
  const store: DedupeStore = { ...memoryStore(), claim: () => new Promise(() => {}) };

  const hooks = handlerUnderTest({ dedupe: store, deadlineMs: 10, acknowledge: "before" });

  expect(await outcome(hooks.fetch(await delivery()))).toEqual(late);
});

it("holds for a store that never completes a claim, and is reported", async () => {
  const store: DedupeStore = { ...memoryStore(), complete: () => new Promise(() => {}) };
  const onError = vi.fn();

  expect(await outcome(handlerUnderTest({ dedupe: store, deadlineMs: 10, onError }).fetch(await delivery()))).toEqual(
    late,
  );
  expect(onError.mock.calls).toMatchObject([[{ name: "TimeoutError" }, { event: "user.created" }]]);
});

it("does not abort the handlers of an event that was acknowledged before", async () => {
  const gate = Promise.withResolvers<void>();
  const seen = vi.fn();
  const kept: Promise<unknown>[] = [];
  const hooks = handlerUnderTest({ deadlineMs: 10, acknowledge: "before" }).onAny(async (_event, { signal }) => {
    await gate.promise;
    seen(signal.aborted);
  });

  expect((await hooks.fetch(await delivery(), { waitUntil: (run) => kept.push(run) })).status).toBe(200);
  // Longer than the deadline.
  await new Promise((resolve) => setTimeout(resolve, 30));
  gate.resolve();
  await Promise.all(kept);

  expect(seen).toHaveBeenCalledWith(false);
});

it.each([
  { leaseMs: Infinity },
  { ttlMs: Infinity },
  { deadlineMs: 2 ** 31, leaseMs: 2 ** 32 },
  { dedupe: {} as DedupeStore },
  { dedupe: true as never },
])("refuses %j, which would fail at each delivery", (options) => {
  expect(() => handlerUnderTest(options)).toThrow(/invalid_options/);
});

it("takes a body of any length when told so", () => {
  expect(() => handlerUnderTest({ maxBodyBytes: Infinity })).not.toThrow();
});
