import type { Core } from "../core/core.ts";
import type { CallOptions } from "../core/options.ts";
import { platform, type World } from "../core/world.ts";
import type { ListEventsInput } from "../generated/inputs.ts";
import type { EventEnvelope } from "../generated/models.ts";
import { listEvents } from "../generated/operations/events.ts";
import { type CursorStore, memoryCursors } from "./cursor-store.ts";
import { leavable } from "./leavable.ts";
import { nextWindow, overlapMs, type Position, parsePosition, printPosition } from "./position.ts";

/** Which events are read, from where to where, and how the position is kept. */
export interface SyncEventsOptions {
  /** Names of the events to follow, such as `user.created`. @default all */
  events?: string[];
  /** Only those of one organization. @default all */
  organization_id?: string;
  /** Where to begin when the store knows nothing yet. @default the oldest event the API keeps */
  from?: Date;
  /** Where to end. @default never: follow on */
  until?: Date;
  /** Go on waiting for new events when all have been read, until `until` has passed. @default true without `until` */
  follow?: boolean;
  /** How long to wait before looking for new events, in milliseconds. @default 5000 */
  pollMs?: number;
  /** Remembers how far the sync has come. @default in memory: it starts over with the process */
  cursors?: CursorStore;
  /** Keeps the cursors of several syncs apart. @default "events" */
  name?: string;
  /** Save the cursor after so many events, and at the end; that many may come again after a crash. @default 1 */
  saveEvery?: number;
  /** Events per request. @default 100 */
  limit?: number;
  /** Ends the loop; it throws the reason. */
  signal?: AbortSignal;
  /** Options of each request. */
  call?: CallOptions;
  /** Clock and sleep, for tests. @default the platform's */
  world?: Partial<World>;
}

/**
 * Reads the event log in order, oldest first, and goes on as new events come. The cursor moves only when the loop comes
 * back for the next event, so that a process that dies at any moment loses none; the event it died on comes again.
 *
 * @throws what a request of `listEvents` throws after its retries, what the store throws, and the signal's reason.
 * @see https://workos.com/docs/reference/events
 * @example
 * for await (const event of syncEvents(workos, { events: ["dsync.user.created"], cursors: postgresCursors(pool) })) {
 *   await handle(event); // must be able to see the same event twice
 * }
 */
export function syncEvents<Event extends Pick<EventEnvelope, "id" | "event"> = EventEnvelope>(
  client: Core,
  options: SyncEventsOptions = {},
): AsyncGenerator<Event, void, undefined> {
  return leavable(options.signal ?? options.call?.signal, (signal) => readEvents<Event>(client, options, signal));
}

async function* readEvents<Event extends Pick<EventEnvelope, "id" | "event">>(
  client: Core,
  options: SyncEventsOptions,
  signal: AbortSignal,
): AsyncGenerator<Event, void, undefined> {
  const { cursors = memoryCursors(), name = "events", saveEvery = 1, pollMs = 5000, until } = options;
  // A timer takes what is no number, or too large a one, for no time at all.
  const pauseMs = Number.isNaN(pollMs) ? 5000 : Math.min(pollMs, 2 ** 31 - 1);
  // The API would take it for no filter.
  if (options.events?.length === 0) throw new TypeError("`events` names none: leave it out to follow all.");
  const { now, sleep } = { ...platform, ...options.world };
  // How far the clock of the API is ahead of the one here, which may be wrong. A clock that was given is right.
  let aheadMs = options.world?.now ? 0 : undefined;
  const times = () => ({ here: now(), there: aheadMs === undefined ? undefined : now() + aheadMs });
  const follow = options.follow ?? until === undefined;
  let position = parsePosition(await cursors.load(name)) ?? (options.from ? { since: options.from } : undefined);
  let unsaved = 0;
  const save = async () => {
    if (position !== undefined) await cursors.save(name, printPosition(position));
    unsaved = 0;
  };
  let known = new Set<string>();

  try {
    for (;;) {
      signal.throwIfAborted();
      // The API refuses a range that ends before it begins; here there is nothing in it.
      if (until !== undefined && position !== undefined && "since" in position && position.since > until) return;
      const { query, isLast } = nextWindow(position, until, times());
      const asked = listEvents(client, { ...queryOf(options), ...query }, { ...options.call, signal });
      const { data: page, response } = await asked.withResponse();
      if (!options.world?.now) aheadMs = aheadOf(response, now()) ?? aheadMs;
      // What the page before held already is not given twice, should pages overlap.
      const fresh = page.data.filter((event) => !known.has(event.id));
      known = new Set(page.data.map((event) => event.id));
      for (const event of fresh) {
        // The API is trusted to send what it keeps as it is; nothing is dropped for being unknown.
        yield event as object as Event;
        position = { after: event.id };
        if (++unsaved >= saveEvery) await save();
        signal.throwIfAborted();
      }
      if (unsaved > 0) await save();
      const { after } = page.list_metadata;
      if (fresh.length > 0) {
        if (after || !isLast) continue;
      } else if (after && after !== query.after) {
        // A page may be empty for its filters, and more lie behind it.
        position = { after };
        await save();
        continue;
      } else if (page.data.length === 0) {
        // Looked at anew: the answer may have told the time.
        const silent = nextWindow(position, until, times());
        if (silent.next !== undefined) {
          position = silent.next;
          await save();
          if (!silent.isLast) continue;
        }
      }
      const { here, there = here } = times();
      if (!follow || (until !== undefined && there > until.getTime() + overlapMs)) return;
      await sleep(pauseMs, signal);
    }
  } finally {
    // Who leaves the loop on purpose gets nothing again but the event in hand.
    if (unsaved > 0) await save();
  }
}

/** How far the clock behind an answer is ahead of one here, where it tells the time. */
function aheadOf({ headers }: Response, here: number): number | undefined {
  const there = Date.parse(headers.get("date") ?? "");
  return Number.isNaN(there) ? undefined : there - here;
}

function queryOf({ events, organization_id, limit = 100 }: SyncEventsOptions): ListEventsInput {
  return {
    limit,
    // Said outright: the reference promises this order only for its own way of polling.
    order: "asc",
    ...(events === undefined ? {} : { events }),
    ...(organization_id === undefined ? {} : { organization_id }),
  };
}

export type { Position };
