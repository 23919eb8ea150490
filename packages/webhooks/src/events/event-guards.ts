import type { EventGroup, EventName, EventOf, UnknownEvent, WorkOSEvent } from "./event-types.ts";

/** The known events whose names begin with a prefix and a dot. */
export type EventIn<Group extends string> =
  Extract<EventName, `${Group}.${string}`> extends infer Name
    ? Name extends EventName
      ? EventOf<Name>
      : never
    : never;

/**
 * Tells whether an event has one of the names, and narrows it.
 *
 * @example
 * if (isEvent(event, "user.created", "user.updated")) upsert(event.data);
 */
export function isEvent<Name extends EventName>(event: WorkOSEvent, ...names: readonly Name[]): event is EventOf<Name> {
  return (names as readonly string[]).includes(event.event);
}

/**
 * Tells whether an event belongs to a group, by the beginning of its name. Events of the group that are newer than this
 * version belong to it too, so the narrowed type keeps `UnknownEvent`.
 *
 * @example
 * if (isEventIn(event, "dsync")) queue.add(event);
 */
export function isEventIn<Group extends EventGroup | (string & {})>(
  event: WorkOSEvent,
  group: Group,
): event is EventIn<Group> | UnknownEvent {
  return event.event.startsWith(`${group}.`);
}

/**
 * Tells whether an event has a name that this version does not know yet. Once the types know it, reach for `isEvent`.
 *
 * @example
 * if (isEventNamed(event, "brand.new")) console.log(event.data);
 */
export function isEventNamed(event: WorkOSEvent, name: string): event is UnknownEvent {
  return (event.event as string) === name;
}
