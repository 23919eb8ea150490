import { expect, it } from "vitest";
import { eventLog } from "../../test/event-log.ts";
import { recorder } from "../../test/recorder.ts";
import { createClient } from "../client.ts";
import { type SyncEventsOptions, syncEvents } from "./sync-events.ts";

const hour = 3_600_000;
const start = Date.UTC(2026, 0, 1);

it.each([-14, -1, 0, 0.5, 1, 14])(
  "follows a silent log without a gap where the clock here is wrong by %d hours",
  async (wrongByHours) => {
    for (const silentHours of [0, 1, 24 * 29, 24 * 30, 24 * 45, 24 * 60 + 1]) {
      const present = start + silentHours * hour;
      const log = eventLog(0, 60_000, present);
      let passed = 0;
      const world = {
        now: () => present + passed + wrongByHours * hour,
        sleep: async (ms: number) => {
          passed += ms;
          // By the clock of the API, this is now: a minute has passed for each.
          if (log.events.length < 3) log.append(1);
        },
      };

      expect(await firstThree(log, { from: new Date(start), world, pollMs: 60_000 })).toEqual([
        "event_000000",
        "event_000001",
        "event_000002",
      ]);
    }
  },
);

async function firstThree(log: ReturnType<typeof eventLog>, options: SyncEventsOptions): Promise<string[]> {
  let left = 100;
  const { fetch } = recorder((request) => {
    if (--left === 0) throw new Error("Nothing came in a hundred looks.");
    return log.answer(request);
  });
  const ids: string[] = [];
  for await (const { id } of syncEvents(createClient({ apiKey: "sk_test", fetch, retries: 0 }), options))
    if (ids.push(id) === 3) break;
  return ids;
}
