import { describe, expect, it } from "vitest";
import { eventLog } from "../../test/event-log.ts";
import { json, recorder, stillWorld } from "../../test/recorder.ts";
import { createClient } from "../client.ts";
import { backfillDirectory } from "./backfill-directory.ts";
import { memoryCursors } from "./cursor-store.ts";
import { type SyncEventsOptions, syncEvents } from "./sync-events.ts";

describe("syncEvents", () => {
  it("reads the whole log in order and stops at its end", async () => {
    const { client, log, requests } = setUp(250);

    expect(await idsOf(client, { follow: false })).toEqual(log.events.map((each) => each.id));
    expect(requests).toHaveLength(3);
    expect(requests[0]?.url.search).toBe("?limit=100&order=asc");
  });

  it("filters by name and organization", async () => {
    const { client, requests } = setUp(10);

    const ids = await idsOf(client, { follow: false, events: ["user.created"], organization_id: "org_1" });

    expect(ids).toHaveLength(5);
    expect(requests[0]?.url.searchParams.get("organization_id")).toBe("org_1");
  });

  it("goes on behind the saved cursor", async () => {
    const { client, requests } = setUp(10);

    const ids = await idsOf(client, { follow: false, cursors: memoryCursors({ events: "event_000006" }) });

    expect(ids).toEqual(["event_000007", "event_000008", "event_000009"]);
    expect(requests[0]?.url.searchParams.get("after")).toBe("event_000006");
  });

  it("fills in a range by windows of thirty days, then goes on by cursor", async () => {
    const day = 24 * 3600_000;
    const { client, requests } = setUp(4, 40 * day, Date.UTC(2026, 0, 31));

    const until = new Date(Date.UTC(2026, 5, 1));
    const ids = await idsOf(client, { from: new Date(Date.UTC(2026, 0, 1)), until });

    expect(ids).toEqual(["event_000000", "event_000001", "event_000002", "event_000003"]);
    expect(requests.map((each) => [...each.url.searchParams.keys()].filter((key) => key !== "limit").sort())).toEqual([
      ["order", "range_end", "range_start"],
      ["order", "range_end", "range_start"],
      ["after", "order", "range_end"],
    ]);
  });

  it("remembers an empty window, so that a long silence is not read twice", async () => {
    const { client } = setUp(0);
    const cursors = memoryCursors();

    await idsOf(client, { from: new Date(Date.UTC(2026, 0, 1)), until: new Date(Date.UTC(2026, 2, 1)), cursors });

    expect(await cursors.load("events")).toBe("@2026-02-28T00:00:00.000Z");
  });

  it("follows the log as it grows, and ends with the caller's signal", async () => {
    const { client, log } = setUp(3);
    const controller = new AbortController();
    const world = stillWorld();
    const seen: string[] = [];

    const run = async () => {
      for await (const event of syncEvents(client, { signal: controller.signal, pollMs: 1000, world })) {
        seen.push(event.id);
        if (seen.length === 3) log.append(2);
        if (seen.length === 5) controller.abort(new Error("Enough."));
      }
    };

    await expect(run()).rejects.toThrow("Enough.");
    expect(seen).toEqual(log.events.map((each) => each.id));
    expect(world.sleeps).toEqual([1000]);
  });

  it("loses no event and repeats only the last one, whichever step fails", async () => {
    for (let fatal = 1; fatal <= 40; fatal++) {
      const { client, log, requests } = setUp(7);
      const cursors = memoryCursors();
      let step = 0;
      const dieAt = () => {
        if (++step === fatal) throw new Error("Killed.");
      };
      const dying = {
        load: async (name: string) => {
          dieAt();
          return cursors.load(name);
        },
        save: async (name: string, cursor: string) => {
          dieAt();
          await cursors.save(name, cursor);
          dieAt();
        },
      };
      const handled: string[] = [];
      const run = async () => {
        for await (const event of syncEvents(client, { follow: false, limit: 3, cursors: dying })) {
          dieAt();
          handled.push(event.id);
          dieAt();
        }
      };

      await run().catch(() => run());

      const repeated = handled.filter((id, index) => handled.indexOf(id) !== index);
      expect([...new Set(handled)]).toEqual(log.events.map((each) => each.id));
      expect(repeated.length).toBeLessThanOrEqual(1);
      expect(requests.length).toBeLessThanOrEqual(8);
    }
  });

  it("saves less often when asked", async () => {
    const { client } = setUp(10);
    const saved: string[] = [];
    const cursors = { load: async () => undefined, save: async (_: string, cursor: string) => void saved.push(cursor) };

    await idsOf(client, { follow: false, saveEvery: 4, cursors });

    expect(saved).toEqual(["event_000003", "event_000007", "event_000009"]);
  });
});

describe("backfillDirectory", () => {
  it("reads groups and users at the pace the API allows", async () => {
    const world = stillWorld();
    const { fetch, requests } = recorder(({ url }) => pageOf(url));
    const client = createClient({ apiKey: "sk_test", fetch });
    const seen: string[] = [];

    for await (const entry of backfillDirectory(client, "directory_1", { limit: 2, world })) {
      seen.push(entry.kind === "group" ? entry.group.id : entry.user.id);
    }

    expect(seen).toEqual(["group_0", "group_1", "group_2", "user_0", "user_1", "user_2", "user_3", "user_4"]);
    expect(requests).toHaveLength(5);
    expect(world.sleeps).toEqual([250, 250, 250, 250]);
  });

  it("goes on at the page it died on", async () => {
    const { fetch } = recorder(({ url }) => pageOf(url));
    const client = createClient({ apiKey: "sk_test", fetch });
    const cursors = memoryCursors();
    const seen: string[] = [];
    const run = async (stopAt: number) => {
      for await (const entry of backfillDirectory(client, "directory_1", { limit: 2, cursors, world: stillWorld() })) {
        seen.push(entry.kind === "group" ? entry.group.id : entry.user.id);
        if (seen.length === stopAt) return;
      }
    };

    await run(6);
    await run(-1);
    const count = seen.length;
    await run(-1);

    expect(seen.slice(6)).toEqual(["user_2", "user_3", "user_4"]);
    expect(seen).toHaveLength(count);
  });
});

function setUp(count: number, everyMs?: number, start?: number) {
  const log = eventLog(count, everyMs, start);
  const { fetch, requests } = recorder((request) => log.answer(request));
  return { client: createClient({ apiKey: "sk_test", fetch }), log, requests };
}

async function idsOf(client: ReturnType<typeof createClient>, options: SyncEventsOptions): Promise<string[]> {
  const ids: string[] = [];
  for await (const event of syncEvents(client, options)) ids.push(event.id);
  return ids;
}

function pageOf(url: URL): Response {
  const kind = url.pathname === "/directory_groups" ? "group" : "user";
  const all = Array.from({ length: kind === "group" ? 3 : 5 }, (_, index) => ({ id: `${kind}_${index}` }));
  const start = all.findIndex((each) => each.id === url.searchParams.get("after")) + 1;
  const data = all.slice(start, start + 2);
  return json({
    object: "list",
    data,
    list_metadata: { before: null, after: start + 2 < all.length ? data.at(-1)?.id : null },
  });
}
