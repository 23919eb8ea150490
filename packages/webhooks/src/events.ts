import type { KnownEvent, WorkOSEvent } from "./events/event-types.ts";
import { EVENT_NAMES, SUBSCRIBABLE_EVENTS } from "./generated/event-names.ts";

export { EVENT_NAMES, SUBSCRIBABLE_EVENTS };

/**
 * Tells whether this version knows the name of an event, and narrows it to the known ones. In an entry of its own,
 * because it needs the list of all names.
 */
export function isKnownEvent(event: WorkOSEvent): event is KnownEvent {
  return (EVENT_NAMES as readonly string[]).includes(event.event);
}
