import { expect, it } from "vitest";
import { eventLog } from "../../test/event-log.ts";
import { recorder, stillWorld } from "../../test/recorder.ts";
import { createClient } from "../client.ts";
import { backfillDirectory } from "./backfill-directory.ts";
import { memoryCursors } from "./cursor-store.ts";
import { type SyncEventsOptions, syncEvents } from "./sync-events.ts";

it("takes an empty list of names for a mistake, not for all events", async () => {
  const { outcome, requests } = read({ events: [], follow: false });

  await expect(outcome).rejects.toThrow(new TypeError("`events` names none: leave it out to follow all."));
  expect(requests).toHaveLength(0);
});

it.each([
  [Number.NaN, 5000],
  [Number.POSITIVE_INFINITY, 2 ** 31 - 1],
  [2 ** 31, 2 ** 31 - 1],
])("does not ask without a pause where the pause is no time: %d", async (pollMs, expected) => {
  const world = stillWorld();
  const controller = new AbortController();
  const sleep = async (ms: number) => {
    world.sleeps.push(ms);
    if (world.sleeps.length === 2) controller.abort(new Error("Enough."));
  };

  const { outcome } = read({ pollMs, signal: controller.signal, world: { ...world, sleep } });

  await expect(outcome).rejects.toThrow("Enough.");
  expect(world.sleeps).toEqual([expected, expected]);
});

it.each([Number.NaN, 0, -1])("reads a directory at the usual pace where the given is none: %d", async (pace) => {
  const world = stillWorld();
  const { fetch } = recorder(new Response('{"object":"list","data":[],"list_metadata":{"after":null}}'));
  const client = createClient({ apiKey: "sk_test", fetch });

  for await (const _ of backfillDirectory(client, "directory_1", { requestsPerSecond: pace, world }));

  expect(world.sleeps).toEqual([250]);
});

it.each([
  ["before it begins", { from: new Date(2000), until: new Date(1000) }],
  [
    "behind where an earlier run came to",
    { until: new Date(1000), cursors: memoryCursors({ events: "@1970-01-01T00:00:02.000Z" }) },
  ],
])("asks for nothing of a range that ends %s", async (_, options) => {
  const { outcome, requests } = read(options);

  await outcome;
  expect(requests).toHaveLength(0);
});

function read(options: SyncEventsOptions) {
  const { fetch, requests } = recorder((request) => eventLog(1).answer(request));
  const client = createClient({ apiKey: "sk_test", fetch });
  const run = async () => {
    for await (const _ of syncEvents(client, options));
  };
  return { outcome: run(), requests };
}
