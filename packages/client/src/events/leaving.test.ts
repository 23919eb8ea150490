import { getEventListeners } from "node:events";
import { expect, it } from "vitest";
import { eventLog } from "../../test/event-log.ts";
import { recorder } from "../../test/recorder.ts";
import { createClient } from "../client.ts";
import { memoryCursors } from "./cursor-store.ts";
import { type SyncEventsOptions, syncEvents } from "./sync-events.ts";

it("ends at once where it is left while it waits for events", async () => {
  const { sync, requests } = setUp({ pollMs: 3_600_000 });
  await sync.next();
  await sync.next();
  const waiting = sync.next();
  await new Promise((resolve) => setTimeout(resolve, 5));

  expect(await sync.return()).toEqual({ value: undefined, done: true });
  expect(await waiting).toEqual({ value: undefined, done: true });
  expect(requests).toHaveLength(1);
});

it("ends at once where it is left during a request, and quietly where it is left twice", async () => {
  const { sync } = setUp({}, () => new Promise(() => {}));
  const waiting = sync.next();

  await Promise.all([sync.return(), sync.return(), sync[Symbol.asyncDispose]()]);

  expect((await waiting).done).toBe(true);
});

it("asks for nothing where it is left before it began", async () => {
  const { sync, requests } = setUp({});

  await sync.return();

  expect((await sync.next()).done).toBe(true);
  expect(requests).toHaveLength(0);
});

it("keeps the place of what was handled where it is left in between", async () => {
  const cursors = memoryCursors();
  const { sync } = setUp({ cursors, saveEvery: 10 });
  await sync.next();
  await sync.next();

  await sync.return();

  expect(await cursors.load("events")).toBe("event_000000");
});

it("leaves no listener on a signal that lives on, however it ends", async () => {
  const { signal } = new AbortController();
  const mistake = new Error("Mine.");

  await setUp({ signal, follow: false }).read();
  await setUp({ signal }).sync.return();
  const { sync } = setUp({ signal });
  await sync.next();
  await expect(sync.throw(mistake)).rejects.toBe(mistake);

  expect(getEventListeners(signal, "abort")).toEqual([]);
});

it("ends with the reason of a signal that was aborted before", async () => {
  const { read, requests } = setUp({ signal: AbortSignal.abort(new Error("Too late.")) });

  await expect(read()).rejects.toThrow("Too late.");
  expect(requests).toHaveLength(0);
});

function setUp(options: SyncEventsOptions, answer?: () => Promise<Response>) {
  const log = eventLog(2);
  const { fetch, requests } = recorder(answer ?? ((request) => log.answer(request)));
  const sync = syncEvents(createClient({ apiKey: "sk_test", fetch, retries: 0 }), options);
  const read = async () => {
    for await (const _ of sync);
  };
  return { sync, requests, read };
}
