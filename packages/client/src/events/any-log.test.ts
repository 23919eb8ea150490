import fc from "fast-check";
import { expect, it } from "vitest";
import { json, recorder } from "../../test/recorder.ts";
import { createClient } from "../client.ts";
import { memoryCursors } from "./cursor-store.ts";
import { type SyncEventsOptions, syncEvents } from "./sync-events.ts";

const hour = 3_600_000;
const day = 24 * hour;
const present = Date.UTC(2026, 5, 1);

const anyCase = fc.record({
  /** Hours between the events that are there already, the last one right before the present. */
  gaps: fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 25 }),
  /** How many come between one run and the next, and how many hours later that is. */
  later: fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 800 })), { maxLength: 6 }),
  from: fc.option(fc.integer({ min: -200, max: 20 }), { nil: undefined }),
  until: fc.option(fc.integer({ min: -150, max: 60 }), { nil: undefined }),
  isFiltered: fc.boolean(),
  limit: fc.integer({ min: 1, max: 5 }),
  saveEvery: fc.integer({ min: 1, max: 4 }),
  /** How many events the API looks at for one page, before its filters. */
  scanned: fc.integer({ min: 1, max: 8 }),
  overlaps: fc.boolean(),
  /** After so many steps each run is killed, or a step of it fails and the loop is left in good order. */
  ends: fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.boolean()), { maxLength: 12 }),
});

it("gives every event of any log, in order, however often it ends early", async () => {
  await fc.assert(
    fc.asyncProperty(anyCase, async (given) => {
      const log = openLog(given);
      const cursors = memoryCursors();
      const handled: string[] = [];
      const options: SyncEventsOptions = {
        follow: false,
        limit: given.limit,
        saveEvery: given.saveEvery,
        world: { now: () => log.now },
        ...(given.isFiltered ? { events: ["a"] } : {}),
        ...(given.from === undefined ? {} : { from: new Date(present + given.from * day) }),
        ...(given.until === undefined ? {} : { until: new Date(present + given.until * day) }),
      };
      const run = async (steps: number, isKilled = false) => {
        let left = steps;
        const step = () => {
          if (--left >= 0) return;
          if (!isKilled) left = Number.POSITIVE_INFINITY;
          throw new Error("The end.");
        };
        const save = async (name: string, cursor: string) => {
          step();
          await cursors.save(name, cursor);
          step();
        };
        for await (const { id } of syncEvents(log.client, { ...options, cursors: { load: cursors.load, save } })) {
          step();
          handled.push(id);
          step();
        }
      };

      for (const [count, hours] of [...given.later, [0, 0] as const]) {
        for (const [steps, isKilled] of given.ends) await run(steps, isKilled).catch(() => {});
        await run(Number.POSITIVE_INFINITY);
        log.grow(count, hours);
      }
      await run(Number.POSITIVE_INFINITY);

      expect([...new Set(handled)]).toEqual(log.expected(options));
    }),
    { numRuns: 400 },
  );
});

function openLog({ gaps, scanned, overlaps }: { gaps: number[]; scanned: number; overlaps: boolean }) {
  const events: { id: string; event: string; time: number }[] = [];
  const append = (time: number) => {
    const place = events.length;
    events.push({
      id: `event_${ulidTime(time)}${String(place).padStart(16, "0")}`,
      event: place % 3 ? "b" : "a",
      time,
    });
  };
  let time = present - gaps.reduce((sum, gap) => sum + gap * hour, 0);
  for (const gap of gaps) {
    append(time);
    time += gap * hour;
  }
  const answer = (query: URLSearchParams) => {
    const [after, start, end] = [query.get("after"), query.get("range_start"), query.get("range_end")];
    if (start && end && Date.parse(end) - Date.parse(start) > 30 * day) return json({ message: "Too wide." }, 400);
    const inRange = events.filter(
      (each) =>
        (!after || each.id > after || (overlaps && each.id === after)) &&
        (!start || each.time >= Date.parse(start)) &&
        (!end || each.time < Date.parse(end)),
    );
    // An overlap must not use up what is looked at, or there would be no way on.
    const looked = inRange.slice(0, scanned + (overlaps ? 1 : 0));
    const names = query.get("events")?.split(",");
    const fitting = looked.filter(({ event }) => names?.includes(event) ?? true);
    const limit = Number(query.get("limit")) + (overlaps ? 1 : 0);
    const data = fitting.slice(0, limit).map(({ id, event, time: at }) => {
      return { object: "event", id, event, data: {}, created_at: new Date(at).toISOString() };
    });
    const last = fitting.length > limit ? data.at(-1)?.id : looked.at(-1)?.id;
    const isEnd = inRange.length === 0 || last === inRange.at(-1)?.id;
    return json({ object: "list", data, list_metadata: { after: isEnd ? null : last } });
  };
  const { fetch } = recorder(({ url }) => answer(url.searchParams));
  const log = {
    client: createClient({ apiKey: "sk_test", fetch, retries: 0 }),
    now: present,
    /** Lets time pass; what comes, comes at its end. */
    grow(count: number, hours: number) {
      log.now += hours * hour;
      for (let index = 0; index < count; index++) append(log.now);
    },
    expected: ({ events: names, from, until }: SyncEventsOptions) =>
      events
        .filter(({ event, time: at }) => {
          const isAsked = names?.includes(event) ?? true;
          return isAsked && at >= (from?.getTime() ?? 0) && at < (until?.getTime() ?? Number.POSITIVE_INFINITY);
        })
        .map(({ id }) => id),
  };
  return log;
}

function ulidTime(time: number): string {
  const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  return Array.from({ length: 10 }, (_, place) => digits[Math.floor(time / 32 ** (9 - place)) % 32]).join("");
}
