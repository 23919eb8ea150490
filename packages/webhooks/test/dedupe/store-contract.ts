import { describe, expect, it } from "vitest";
import type { DedupeStore } from "../../src/dedupe.ts";

/** Leases and lifetimes in the contract are this short, so that expiry can be seen; everything else never waits. */
const soon = { leaseMs: 40, ttlMs: 40 };
const later = { leaseMs: 60_000, ttlMs: 60_000 };
const key = () => `event_${crypto.randomUUID()}`;
const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What every store must do, tested against its real server. */
export function itIsADedupeStore(open: () => DedupeStore, wait: (ms: number) => unknown = pass): void {
  const claimed = async (id: string, times = later): Promise<string> => {
    const claim = await open().claim(id, times);
    if (claim.state !== "new") throw new Error(`The claim is ${claim.state}.`);
    return claim.token;
  };

  describe("as a deduplication store", () => {
    it("gives an event to the first caller only", async () => {
      const id = key();

      expect(await open().claim(id, later)).toMatchObject({ state: "new", token: expect.any(String) });
      expect(await open().claim(id, later)).toEqual({ state: "busy" });
    });

    it("keeps events apart", async () => {
      expect(await open().claim(key(), later)).toMatchObject({ state: "new" });
      expect(await open().claim(key(), later)).toMatchObject({ state: "new" });
    });

    it("gives one event to one of a hundred callers at once", async () => {
      const id = key();

      const states = await Promise.all(Array.from({ length: 100 }, () => open().claim(id, later)));

      expect(states.filter(({ state }) => state === "new")).toHaveLength(1);
      expect(states.filter(({ state }) => state === "busy")).toHaveLength(99);
    });

    it("remembers what was completed", async () => {
      const id = key();

      await open().complete(id, await claimed(id), later);

      expect(await open().claim(id, later)).toEqual({ state: "done" });
    });

    it("gives back what was released", async () => {
      const id = key();

      await open().release(id, await claimed(id));

      expect(await open().claim(id, later)).toMatchObject({ state: "new" });
    });

    it("gives away what its holder left lying", async () => {
      const id = key();
      const first = await claimed(id, soon);
      await wait(60);

      const second = await claimed(id);
      await open().release(id, first);
      await open().complete(id, first, later);

      expect(await open().claim(id, later)).toEqual({ state: "busy" });
      await open().complete(id, second, later);
      expect(await open().claim(id, later)).toEqual({ state: "done" });
    });

    it("accepts a completion that comes after the lease, when nobody took over", async () => {
      const id = key();
      const token = await claimed(id, soon);
      await wait(60);

      await open().complete(id, token, later);

      expect(await open().claim(id, later)).toEqual({ state: "done" });
    });

    it("accepts a completion when whoever took over has let the lease run out too", async () => {
      const id = key();
      const first = await claimed(id, soon);
      await wait(60);
      await claimed(id, soon);
      await wait(60);

      await open().complete(id, first, later);

      expect(await open().claim(id, later)).toEqual({ state: "done" });
    });

    it("does not shorten what another has completed", async () => {
      const id = key();
      const first = await claimed(id, soon);
      await wait(60);
      await open().complete(id, await claimed(id), later);

      await open().complete(id, first, { ttlMs: 1 });
      await wait(20);

      expect(await open().claim(id, later)).toEqual({ state: "done" });
    });

    it("does not release what is done", async () => {
      const id = key();
      const token = await claimed(id);
      await open().complete(id, token, later);

      await open().release(id, token);

      expect(await open().claim(id, later)).toEqual({ state: "done" });
    });

    it("forgets after its time", async () => {
      const id = key();
      await open().complete(id, await claimed(id), soon);
      await wait(60);

      expect(await open().claim(id, later)).toMatchObject({ state: "new" });
    });

    it("takes any text as an id", async () => {
      const id = `${key()}'; DROP TABLE x; -- \u{1f600} \n%s`;

      await open().complete(id, await claimed(id), later);

      expect(await open().claim(id, later)).toEqual({ state: "done" });
    });
  });
}
