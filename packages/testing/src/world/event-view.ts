import type { EventName } from "../generated/events.ts";
import type { EventData } from "./definition.ts";
import { events, type LoggedEvent } from "./event-log.ts";
import type { World } from "./world.ts";

/** An event of one name, with its data. */
export type EventEntry<Name extends EventName> = Omit<LoggedEvent, "event" | "data"> & {
  readonly event: Name;
  readonly data: EventData<Name>;
};

/** What has happened in an environment, for tests to look at. */
export class EventView {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** All events, oldest first. */
  get all(): readonly LoggedEvent[] {
    return this.#world.rows(events);
  }

  /** Names of all events, oldest first: what most assertions compare. */
  get names(): readonly EventName[] {
    return this.all.map(({ event }) => event);
  }

  /** Events of one name, oldest first. */
  of<Name extends EventName>(name: Name): readonly EventEntry<Name>[] {
    // `emit` pairs each name with its data.
    return this.#world.rows(events, { where: { event: name } }) as unknown as readonly EventEntry<Name>[];
  }
}
