/** What ordering needs of an event. */
export interface OrderedEvent {
  id: string;
  created_at: string;
}

/** What {@link isStale} needs of an event. */
export interface EventWithState {
  created_at: string;
  data: object;
}

/**
 * Orders events by the time they happened, then by id (ids of one moment sort by their making). For `Array.sort`.
 * Deliveries arrive in any order; sort a batch before applying it.
 */
export function compareEvents(first: OrderedEvent, second: OrderedEvent): number {
  const difference = parseEventDate(first.created_at) - parseEventDate(second.created_at);
  if (difference < 0 || difference > 0) return difference;
  return first.id < second.id ? -1 : first.id > second.id ? 1 : 0;
}

/**
 * Tells whether what you stored is newer than what an event carries, so that the event must not overwrite it.
 * Compares `data.updated_at`, or `created_at` of the event where its object has none. Equal times are not stale, so that
 * a retry is applied again.
 *
 * @example
 * if (!isStale(event, row.updated_at)) await save(event.data);
 */
export function isStale(event: EventWithState, storedUpdatedAt: string | number | Date | null | undefined): boolean {
  if (storedUpdatedAt === null || storedUpdatedAt === undefined) return false;
  const updatedAt: unknown = Reflect.get(event.data, "updated_at");
  const happened = parseEventDate(typeof updatedAt === "string" ? updatedAt : event.created_at);
  const stored = typeof storedUpdatedAt === "string" ? parseEventDate(storedUpdatedAt) : Number(storedUpdatedAt);
  return happened < stored;
}

/**
 * Parses a date of an event to Unix milliseconds. Besides ISO 8601 it reads `2023-04-28 20:05:31.093`, which some
 * deliveries carry, as UTC: `Date.parse` would read that in the machine's time zone.
 */
export function parseEventDate(date: string): number {
  const isLocal = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(date);
  return Date.parse(isLocal ? `${date.replace(" ", "T")}Z` : date);
}
