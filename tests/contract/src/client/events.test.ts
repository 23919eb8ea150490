import { type CursorStore, memoryCursors, type SyncEventsOptions, syncEvents } from "@workos-kit/client/events";
import { describe, expect, it } from "vitest";
import { openStage } from "./stage.ts";

describe("events synced from the log", () => {
  it("come once each and in order, over a range of months, and then as they happen", async () => {
    await using stage = await openLog();
    const started = stage.mock.clock.now();
    for (const [name, days] of [
      ["one", 20],
      ["two", 25],
      ["three", 40],
    ] as const) {
      stage.make(name);
      await stage.mock.clock.advance({ days });
    }

    const seen: string[] = [];
    const until = stage.mock.clock.now() + 60_000;
    for await (const event of stage.sync({ from: new Date(started), follow: true })) {
      seen.push(String(event.data.name));
      if (seen.length === 3) stage.make("four");
      if (seen.length === 4) break;
    }

    expect(seen).toEqual(["one", "two", "three", "four"]);
    expect(stage.mock.clock.now()).toBeLessThan(until);
    const ranges = stage.mock.requests.of("listEvents").map(({ query }) => query);
    for (const { range_start, range_end, after } of ranges as Record<string, string>[]) {
      expect(range_start !== undefined && after !== undefined).toBe(false);
      if (range_start && range_end) expect(Date.parse(range_end) - Date.parse(range_start)).toBeLessThanOrEqual(month);
    }
  });

  it("are filled in for a range alone", async () => {
    await using stage = await openLog();
    const moments: Date[] = [];
    for (const name of ["one", "two", "three", "four"]) {
      moments.push(new Date(stage.mock.clock.now()));
      stage.make(name);
      await stage.mock.clock.advance({ days: 15 });
    }
    const [, from, , until] = moments;
    if (from === undefined || until === undefined) throw new Error("Four moments were made.");

    expect(await stage.names({ from, until: new Date(until.getTime() - 1) })).toEqual(["two", "three"]);
  });

  it("lose none and repeat only the one in hand when the loop dies again and again", async () => {
    await using stage = await openLog();
    const all = Array.from({ length: 7 }, (_, index) => `organization ${index}`);
    for (const name of all) stage.make(name);
    const cursors = memoryCursors();
    const handled: string[] = [];

    let deaths = 0;
    for (; new Set(handled).size < all.length; deaths++) {
      let count = 0;
      for await (const event of stage.sync({ cursors, follow: false, limit: 3 })) {
        handled.push(String(event.data.name));
        if (++count === (deaths % 2) + 1) break;
      }
    }

    expect([...new Set(handled)]).toEqual(all);
    expect(handled.length - all.length).toBeLessThanOrEqual(deaths);
  });

  it("are narrowed by name and organization, and start behind the cursor of an earlier sync", async () => {
    await using stage = await openLog();
    const acme = stage.make("Acme");
    stage.mock.dashboard.organizations.create({ name: "Blue", domains: ["blue.test"] });
    const cursors = memoryCursors();
    const saved: string[] = [];
    const noting: CursorStore = {
      load: (name) => cursors.load(name),
      save: async (name, cursor) => {
        saved.push(cursor);
        await cursors.save(name, cursor);
      },
    };

    expect(await stage.names({ organization_id: acme.id })).toEqual(["Acme"]);
    expect(await stage.names({ events: ["organization.created"], cursors: noting })).toEqual(["Acme", "Blue"]);
    stage.make("Late");

    expect(await stage.names({ events: ["organization.created"], cursors: noting })).toEqual(["Late"]);
    expect(saved.every((cursor) => cursor.startsWith("event_"))).toBe(true);
  });

  it("come once each by the mock's clock, which the client was not told of", async () => {
    await using stage = await openStage();
    const started = new Date(stage.mock.clock.now());
    const cursors = memoryCursors();
    const look = async (options: SyncEventsOptions = {}) => {
      const names: string[] = [];
      const events = ["organization.created"];
      for await (const { data } of syncEvents(stage.client, { cursors, events, follow: false, ...options }))
        names.push(String(data.name));
      return names;
    };

    const seen = [await look({ from: started })];
    for (const [name, days] of [
      ["one", 0],
      ["two", 10],
      ["three", 89],
      ["four", 1],
    ] as const) {
      await stage.mock.clock.advance({ days });
      seen.push(await look());
      stage.mock.dashboard.organizations.create({ name });
      seen.push(await look(), await look());
    }

    expect(seen.flat()).toEqual(["one", "two", "three", "four"]);
  });

  it("go on after an outage that the client's retries do not bridge", async () => {
    await using stage = await openLog();
    stage.make("one");
    const cursors = memoryCursors();
    stage.mock.faults.add({ kind: "status", status: 503, operation: "listEvents", times: 3 });

    await expect(stage.names({ cursors, call: { retries: 0 } })).rejects.toMatchObject({ status: 503 });
    stage.mock.faults.clear();

    expect(await stage.names({ cursors })).toEqual(["one"]);
  });
});

const month = 30 * 24 * 60 * 60 * 1000;

async function openLog() {
  const stage = await openStage();
  const world = { now: () => stage.mock.clock.now(), sleep: async (ms: number) => stage.mock.clock.advance(ms) };
  const sync = (options: SyncEventsOptions = {}) => syncEvents(stage.client, { world, ...options });
  return {
    ...stage,
    make: (name: string) => stage.mock.dashboard.organizations.create({ name }),
    sync,
    names: async (options: SyncEventsOptions = {}) => {
      const names: string[] = [];
      for await (const { data } of sync({ follow: false, ...options })) names.push(String(data.name));
      return names;
    },
  };
}
