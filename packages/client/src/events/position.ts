import type { ListEventsInput } from "../generated/inputs.ts";

/** How far a sync has come: behind an event, or, before the first one, at a time. */
export type Position = { after: string } | { since: Date };

// One request covers at most this much of the log.
const longestWindowMs = 30 * 24 * 60 * 60 * 1000;
/** Events may be written a little after the time they carry, so what has just passed is looked at again. */
export const overlapMs = 5 * 60 * 1000;
// The clock here may be wrong, by hours where a time zone is: ahead of the API's, it would take for empty what is yet to
// come, again and again. Nothing is read twice for it, because only silence is looked at again.
const settledAfterMs = 24 * 60 * 60 * 1000;
// The API keeps events for 30 days, says its reference. A cursor may stand for an event that is forgotten, where those that
// are followed are rare.
const oldAfterMs = 25 * 24 * 60 * 60 * 1000;
// Moving on by less would only make work for the store.
const smallestStepMs = 60 * 60 * 1000;

/** `event_…` or `@2026-11-21T00:00:00.000Z`. */
export function printPosition(position: Position): string {
  return "after" in position ? position.after : `@${position.since.toISOString()}`;
}

/** Reads what `printPosition` wrote. */
export function parsePosition(cursor: string | null | undefined): Position | undefined {
  if (!cursor) return undefined;
  return cursor.startsWith("@") ? { since: new Date(cursor.slice(1)) } : { after: cursor };
}

export interface Window {
  query: Pick<ListEventsInput, "after" | "range_start" | "range_end">;
  /** Where to go on if the window turns out to be empty. */
  next: Position | undefined;
  /** True when nothing lies behind the window yet. */
  isLast: boolean;
}

/** What time it is: here, and by the clock of the API where that is known. */
export interface Times {
  here: number;
  there: number | undefined;
}

/** The next piece of the log to ask for. A start and a cursor exclude each other; the end goes with both. */
export function nextWindow(position: Position | undefined, until: Date | undefined, { here, there }: Times): Window {
  const end = until === undefined ? {} : { range_end: until.toISOString() };
  if (position === undefined) return { query: end, next: undefined, isLast: true };
  // What lies ahead is not empty, only not there yet: no position may be in the future.
  const now = there ?? here;
  const goal = Math.min(until?.getTime() ?? now, now);
  const settled = goal - settledAfterMs;
  if ("after" in position) {
    const isOld = there !== undefined && settled - timeOf(position.after) > oldAfterMs;
    const next = isOld ? { since: new Date(settled) } : undefined;
    return { query: { after: position.after, ...end }, next, isLast: true };
  }
  const start = position.since.getTime();
  const windowEnd = start + longestWindowMs;
  const to = Math.min(windowEnd, settled);
  const next = to - start < smallestStepMs ? undefined : { since: new Date(to) };
  const range_start = position.since.toISOString();
  if (windowEnd < goal)
    return { query: { range_start, range_end: new Date(windowEnd).toISOString() }, next, isLast: false };
  const last =
    until === undefined || until.getTime() <= windowEnd ? end : { range_end: new Date(windowEnd).toISOString() };
  return { query: { range_start, ...last }, next, isLast: true };
}

const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** When an event was made: its id is a ULID, which begins with the time. Of any other, it is unknown. */
function timeOf(id: string): number {
  const [, time] = /^event_([0-7][0-9A-HJKMNP-TV-Z]{9})[0-9A-HJKMNP-TV-Z]{16}$/.exec(id) ?? [];
  return time === undefined ? Number.NaN : [...time].reduce((sum, digit) => sum * 32 + digits.indexOf(digit), 0);
}
