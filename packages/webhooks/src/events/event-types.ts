import type { WorkOSEventMap } from "../generated/events.ts";
import type { EventContext } from "../generated/schemas.ts";

export type * from "../generated/actions.ts";
export type * from "../generated/events.ts";
export type * from "../generated/schemas.ts";

/** What every event has in common. */
export interface EventBase {
  /** Always `event`; deliveries of older versions leave it out. */
  object?: "event";
  /** Unique id of the event: the same on every delivery of it and in the Events API, so it serves to skip duplicates. */
  id: string;
  /** When it happened, as an ISO 8601 date in UTC. */
  created_at: string;
}

/** An event with the usual context. */
export interface EventWithContext extends EventBase {
  /** Where it came from and what it was before, when WorkOS tells. */
  context?: EventContext;
}

// An ambient enumeration exists in types only; at run time the value is the real name. A plain or branded string here
// would stop `switch (event.event)` from narrowing the known members of the union.
declare enum UnknownEventName {
  unknown = "unknown",
}

/** An event whose name this version does not know. Its fields are exactly as sent. */
export interface UnknownEvent extends EventBase {
  event: UnknownEventName;
  data: Record<string, unknown>;
  context?: Record<string, unknown>;
}

/** The name of an event that this version knows (or that was added by declaration merging). */
export type EventName = keyof WorkOSEventMap;

/** The event of that name. */
export type EventOf<Name extends EventName> = WorkOSEventMap[Name];

/** The `data` of the event of that name. */
export type EventData<Name extends EventName> = WorkOSEventMap[Name]["data"];

/** An event that this version knows. */
export type KnownEvent = WorkOSEventMap[EventName];

/** Every event that can arrive. `switch` over `event.event` narrows it. */
export type WorkOSEvent = KnownEvent | UnknownEvent;

/** One example for each event. */
export type EventExamples = { readonly [Name in EventName]: EventOf<Name> };
