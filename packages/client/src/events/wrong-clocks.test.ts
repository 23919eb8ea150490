import { afterEach, expect, it, vi } from "vitest";
import { eventLog } from "../../test/event-log.ts";
import { json, recorder } from "../../test/recorder.ts";
import { createClient } from "../client.ts";
import { memoryCursors } from "./cursor-store.ts";
import { type SyncEventsOptions, syncEvents } from "./sync-events.ts";

const hour = 3_600_000;
const start = Date.UTC(2026, 0, 1);

afterEach(() => void vi.useRealTimers());

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

it.each([-300, 300])("goes by the clock of the API where its answers tell the time: %d days apart", async (days) => {
  vi.useFakeTimers({ toFake: ["Date"], now: start + days * 24 * hour });
  for (const silentDays of [0, 20, 40, 200]) {
    let passed = silentDays * 24 * hour;
    const log = eventLog(0, hour, start + passed);
    const { fetch } = recorder((request) => {
      const answer = log.answer(request);
      answer.headers.set("date", new Date(start + passed).toUTCString());
      return answer;
    });
    const sleep = async () => {
      passed += hour;
      log.append(1);
      if (log.events.length > 9) throw new Error("The first nine were missed.");
    };
    const client = createClient({ apiKey: "sk_test", fetch, retries: 0 });
    const ids: string[] = [];

    for await (const { id } of syncEvents(client, { from: new Date(start), world: { sleep } }))
      if (ids.push(id) === 3) break;

    expect(ids).toEqual(["event_000000", "event_000001", "event_000002"]);
  }
});

it("does not take an event for old by a clock that may be wrong", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: start + 300 * 24 * hour });
  const id = "event_01KDVDNA000000000000000000";
  const created_at = new Date(start).toISOString();
  const answers = [[{ id, created_at }], [], []].map((data) => json({ object: "list", data, list_metadata: {} }));
  const { fetch, requests } = recorder(...answers);
  const client = createClient({ apiKey: "sk_test", fetch, retries: 0 });
  const cursors = memoryCursors();

  for (let count = 0; count < 3; count++) for await (const _ of syncEvents(client, { cursors, follow: false }));

  expect(await cursors.load("events")).toBe(id);
  expect(requests.map(({ url }) => url.searchParams.get("after"))).toEqual([null, id, id]);
});
