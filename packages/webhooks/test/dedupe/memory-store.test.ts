import { describe, expect, it, vi } from "vitest";
import { memoryStore } from "../../src/dedupe.ts";
import { itIsADedupeStore } from "./store-contract.ts";

describe("memoryStore", () => {
  let nowMs = 1_000_000;
  const store = memoryStore({ now: () => nowMs });
  itIsADedupeStore(
    () => store,
    (ms) => {
      nowMs += ms;
    },
  );

  const hour = { leaseMs: 3_600_000, ttlMs: 3_600_000 };

  it("stays below its limit, and forgets the oldest finished event first", async () => {
    const small = memoryStore({ maxEntries: 3 });
    const tokens = await Promise.all(["a", "b", "c"].map((key) => small.claim(key, hour)));
    for (const [index, key] of ["b", "c"].entries()) {
      const claim = tokens[index + 1];
      if (claim?.state === "new") await small.complete(key, claim.token, hour);
    }

    await small.claim("d", hour);

    expect(await small.claim("a", hour)).toEqual({ state: "busy" });
    expect(await small.claim("c", hour)).toEqual({ state: "done" });
    expect(await small.claim("b", hour)).toMatchObject({ state: "new" });
  });

  it.each([Number.NaN, 0, -1, "5" as never])("refuses a limit of %o", (maxEntries) => {
    expect(() => memoryStore({ maxEntries })).toThrow(expect.objectContaining({ code: "invalid_options" }));
  });

  it("takes the clock of a test that is turned after the store was made", async () => {
    const real = memoryStore();
    await real.claim("event_1", { leaseMs: 1000 });

    vi.useFakeTimers({ now: Date.now() + 2000, toFake: ["Date"] });
    const claim = await real.claim("event_1", { leaseMs: 1000 });
    vi.useRealTimers();

    expect(claim).toMatchObject({ state: "new" });
  });

  it("goes on when every entry is in progress", async () => {
    const small = memoryStore({ maxEntries: 2 });

    for (const key of ["a", "b", "c"]) expect(await small.claim(key, hour)).toMatchObject({ state: "new" });
  });

  it("keeps memory flat over a hundred thousand events", async () => {
    const bounded = memoryStore({ maxEntries: 1000 });
    for (let index = 0; index < 100_000; index++) {
      const claim = await bounded.claim(`event_${index}`, hour);
      if (claim.state === "new") await bounded.complete(`event_${index}`, claim.token, hour);
    }

    expect(await bounded.claim("event_99000", hour)).toEqual({ state: "done" });
    expect(await bounded.claim("event_98998", hour)).toMatchObject({ state: "new" });
  });
});
