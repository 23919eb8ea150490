import { expect, it } from "vitest";
import { eventLog } from "../../test/event-log.ts";
import { json, recorder, stillWorld } from "../../test/recorder.ts";
import { createClient } from "../client.ts";
import { type CursorStore, memoryCursors } from "./cursor-store.ts";
import { type SyncEventsOptions, syncEvents } from "./sync-events.ts";

it("goes on behind pages that are empty for their filters, and remembers how far", async () => {
  const pages: Record<string, unknown> = { "": page([], "c1"), c1: page([], "c2"), c2: page(["event_9"], null) };
  const { client } = setUp(({ url }) => json(pages[url.searchParams.get("after") ?? ""]));
  const cursors = memoryCursors();
  const saved: string[] = [];

  const ids = await idsOf(client, { follow: false, cursors: watched(cursors, (cursor) => saved.push(cursor)) });

  expect(ids).toEqual(["event_9"]);
  expect(saved).toEqual(["c1", "c2", "event_9"]);
});

it("does not turn in circles where the cursor is not heeded", async () => {
  const { client, requests } = setUp(() => json(page(["event_1", "event_2"], "event_2")));

  expect(await idsOf(client, { follow: false })).toEqual(["event_1", "event_2"]);
  expect(requests).toHaveLength(2);
});

it("gives nothing twice where pages overlap", async () => {
  const pages: Record<string, unknown> = {
    "": page(["event_1", "event_2"], "event_2"),
    event_2: page(["event_2", "event_3"], null),
  };
  const { client } = setUp(({ url }) => json(pages[url.searchParams.get("after") ?? ""]));

  expect(await idsOf(client, { follow: false })).toEqual(["event_1", "event_2", "event_3"]);
});

it.each(["signal", "call"] as const)("ends in the middle of a page with the %s", async (place) => {
  const { client } = setUpLog(10);
  const { signal, abort } = stopper();
  const cursors = memoryCursors();
  const seen: string[] = [];
  const run = async () => {
    const options = place === "signal" ? { signal } : { call: { signal } };
    for await (const { id } of syncEvents(client, { ...options, cursors, saveEvery: 100 }))
      if (seen.push(id) === 4) abort();
  };

  await expect(run()).rejects.toThrow("Enough.");
  expect(seen).toHaveLength(4);
  expect(await cursors.load("events")).toBe(seen[3]);
});

it("ends while it sleeps", async () => {
  const { client } = setUpLog(1);
  const { signal, abort } = stopper();
  const run = async () => {
    for await (const _ of syncEvents(client, { signal, pollMs: 3_600_000 })) setTimeout(abort, 5);
  };

  await expect(run()).rejects.toThrow("Enough.");
});

it("gives the event in hand again when the loop throws or is left, and no other", async () => {
  const { client, log } = setUpLog(6);
  const cursors = memoryCursors();
  const options = { cursors, follow: false, saveEvery: 100 };
  const seen: string[] = [];
  const run = async () => {
    for await (const { id } of syncEvents(client, options)) if (seen.push(id) === 3) throw new Error("Not today.");
  };

  await expect(run()).rejects.toThrow("Not today.");
  for await (const { id } of syncEvents(client, options)) if (seen.push(id) === 6) break;
  seen.push(...(await idsOf(client, options)));

  const [a, b, c, d, e, f] = log.events.map(({ id }) => id);
  expect(seen).toEqual([a, b, c, c, d, e, e, f]);
});

it("fails with a store that cannot be read, before anything is asked", async () => {
  const { client, requests } = setUpLog(3);
  const cursors = { ...memoryCursors(), load: () => Promise.reject(new Error("No disk.")) };

  await expect(idsOf(client, { cursors })).rejects.toThrow("No disk.");
  expect(requests).toHaveLength(0);
});

it.each([null, undefined, ""])("begins at the start where a store has %j", async (nothing) => {
  const { client } = setUpLog(2);
  const cursors = { ...memoryCursors(), load: async () => nothing };

  expect(await idsOf(client, { cursors, follow: false })).toHaveLength(2);
});

it("fails with a store that cannot be written, and has lost nothing", async () => {
  const { client, log } = setUpLog(5);
  const cursors = memoryCursors();
  let writes = 0;
  const failing = watched(cursors, () => {
    if (++writes >= 3) throw new Error("Disk full.");
  });
  const seen: string[] = [];
  const run = async () => {
    for await (const { id } of syncEvents(client, { cursors: failing, follow: false })) seen.push(id);
  };

  await expect(run()).rejects.toThrow("Disk full.");
  seen.push(...(await idsOf(client, { cursors, follow: false })));

  expect([...new Set(seen)]).toEqual(log.events.map(({ id }) => id));
  expect(seen).toHaveLength(log.events.length + 1);
});

it("loses nothing when two processes share a name, whoever dies last", async () => {
  const { client, log } = setUpLog(40);
  const cursors = memoryCursors();
  const seen = new Set<string>();
  const runs = [1, 2].map(() => syncEvents(client, { cursors, follow: false, limit: 7 }));
  const dice = [0, 1, 1, 0, 0, 0, 1, 0, 1, 1, 1, 1, 0];

  for (let turn = 0; turn < 30; turn++) {
    const next = await runs[dice[turn % dice.length] ?? 0]?.next();
    if (next?.value) seen.add(next.value.id);
  }
  for (const id of await idsOf(client, { cursors, follow: false })) seen.add(id);

  expect([...seen].sort()).toEqual(log.events.map(({ id }) => id));
});

it("goes on from where it was with other filters", async () => {
  const { client } = setUpLog(6);
  const cursors = memoryCursors();
  for await (const { id } of syncEvents(client, { cursors, follow: false, events: ["user.created"] }))
    if (id === "event_000004") break;

  const ids = await idsOf(client, { cursors, follow: false, events: ["user.created", "user.updated"] });

  expect(ids).toEqual(["event_000003", "event_000004", "event_000005"]);
});

it("does not skip over a cursor that the API no longer knows", async () => {
  const gone = json({ message: "The cursor is too old." }, 400);
  const { client } = setUp(({ url }) => (url.searchParams.has("after") ? gone.clone() : json(page(["event_9"], null))));
  const cursors = memoryCursors({ events: "event_1" });

  await expect(idsOf(client, { cursors, follow: false })).rejects.toMatchObject({ status: 400 });
  expect(await cursors.load("events")).toBe("event_1");
  const anew = { cursors, follow: false, name: "events, again", from: new Date(Date.now() - 1000) };
  expect(await idsOf(client, anew)).toEqual(["event_9"]);
});

it("loses nothing of a range that has not ended yet", async () => {
  const start = Date.UTC(2026, 0, 1);
  const log = eventLog(0, 60_000, start);
  const world = stillWorld();
  let time = start + 3_600_000;
  world.now = () => time;
  const { client } = setUp((request) => log.answer(request));
  const cursors = memoryCursors();
  const options = { cursors, world, from: new Date(start), until: new Date(start + 40 * 24 * 3_600_000) };

  expect(await idsOf(client, options)).toEqual([]);
  time += 24 * 3_600_000;
  log.append(1);
  log.events[0] = { ...present(log.events[0]), created_at: new Date(start + 2 * 3_600_000).toISOString() };

  expect(await idsOf(client, options)).toEqual(["event_000000"]);
});

it("follows a range to its end, and no longer", async () => {
  const start = Date.UTC(2026, 0, 1);
  const log = eventLog(1, 60_000, start);
  const world = stillWorld();
  let time = start;
  world.now = () => time;
  world.sleep = async (ms) => {
    time += ms;
  };
  const { client } = setUp((request) => log.answer(request));
  const until = new Date(start + 600_000);

  const ids: string[] = [];
  for await (const { id } of syncEvents(client, { world, from: new Date(start), until, follow: true })) {
    if (ids.push(id) === 1) log.append(2);
  }

  expect(ids).toEqual(["event_000000", "event_000001", "event_000002"]);
  expect(time).toBeGreaterThan(until.getTime());
});

function page(ids: string[], after: string | null) {
  const created_at = "2026-01-01T00:00:00.000Z";
  const data = ids.map((id) => ({ object: "event", id, event: "user.created", data: {}, created_at }));
  return { object: "list", data, list_metadata: { after } };
}

function setUp(answer: Parameters<typeof recorder>[0]) {
  const { fetch, requests } = recorder(answer);
  return { client: createClient({ apiKey: "sk_test", fetch, retries: 0 }), requests };
}

function setUpLog(count: number) {
  const log = eventLog(count);
  return { log, ...setUp((request) => log.answer(request)) };
}

async function idsOf(client: ReturnType<typeof createClient>, options: SyncEventsOptions): Promise<string[]> {
  const ids: string[] = [];
  for await (const event of syncEvents(client, options)) ids.push(event.id);
  return ids;
}

function watched(cursors: CursorStore, onSave: (cursor: string) => void): CursorStore {
  const save = async (name: string, cursor: string) => {
    onSave(cursor);
    await cursors.save(name, cursor);
  };
  return { load: (name) => cursors.load(name), save };
}

function stopper() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort(new Error("Enough.")) };
}

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("It is missing.");
  return value;
}
