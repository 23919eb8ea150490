import { expect, it } from "vitest";
import { json, recorder } from "../../test/recorder.ts";
import { createClient } from "../client.ts";
import { memoryCursors } from "./cursor-store.ts";
import { syncEvents } from "./sync-events.ts";

const day = 24 * 3_600_000;
const start = Date.UTC(2026, 0, 1);
const keptMs = 30 * day;

it("outlives the event its cursor stands for, where the API forgets it and refuses the cursor", async () => {
  const log = forgetfulLog();
  const cursors = memoryCursors();
  const seen: string[] = [];
  const lookFor = async (days: number) => {
    const options = { follow: false, cursors, world: { now: () => log.now } };
    for (let count = 0; count < days; count++) {
      for await (const { id } of syncEvents(log.client, options)) seen.push(id);
      log.now += day;
    }
  };

  log.append();
  await lookFor(100);
  log.append();
  await lookFor(3);
  log.append();
  await lookFor(70);

  expect(seen).toEqual(log.ids);
});

it("does not write a new position at every look at a silent log", async () => {
  const log = forgetfulLog();
  log.append();
  const saved: string[] = [];
  const { load, save } = memoryCursors();
  const cursors = {
    load,
    save: async (name: string, cursor: string) => {
      saved.push(cursor);
      await save(name, cursor);
    },
  };
  let looks = 0;
  const sleep = async () => {
    log.now += 600_000;
    if (++looks > 6 * 24 * 27) throw new Error("Enough.");
  };
  const run = async () => {
    for await (const _ of syncEvents(log.client, { cursors, world: { now: () => log.now, sleep } }));
  };

  await expect(run()).rejects.toThrow("Enough.");
  // Once for the event, once when it grows old, and once an hour from then on.
  expect(saved.length).toBeLessThan(2 + 24 * 2);
  expect(saved.at(-1)).toMatch(/^@2026-01-2[67]/);
});

/** A log that forgets after thirty days, and refuses the cursors of what it has forgotten. */
function forgetfulLog() {
  const events: { id: string; created_at: string }[] = [];
  const { fetch } = recorder(({ url }) => {
    const kept = events.filter(({ created_at }) => Date.parse(created_at) > log.now - keptMs);
    const [after, from] = [url.searchParams.get("after"), url.searchParams.get("range_start")];
    if (after !== null && !kept.some(({ id }) => id === after)) return json({ message: "Invalid cursor." }, 400);
    const data = kept.filter(({ id, created_at }) => id > (after ?? "") && created_at >= (from ?? ""));
    return json({ object: "list", data, list_metadata: { after: null } });
  });
  const log = {
    client: createClient({ apiKey: "sk_test", fetch, retries: 0 }),
    now: start,
    ids: [] as string[],
    append() {
      const id = `event_${ulidTime(log.now)}${String(events.length).padStart(16, "0")}`;
      log.ids.push(id);
      events.push({ id, created_at: new Date(log.now).toISOString() });
    },
  };
  return log;
}

function ulidTime(time: number): string {
  const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  return Array.from({ length: 10 }, (_, place) => digits[Math.floor(time / 32 ** (9 - place)) % 32]).join("");
}
