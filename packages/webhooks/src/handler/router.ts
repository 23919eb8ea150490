import type { EventIn } from "../events/event-guards.ts";
import type { EventGroup, EventName, EventOf, UnknownEvent, WorkOSEvent } from "../events/event-types.ts";
import type { Verified } from "../verification/verify.ts";

/** What a handler gets beside the event. */
export interface EventContextOfHandler {
  /** Aborted when the deadline passes, because WorkOS will deliver the event again then. */
  readonly signal: AbortSignal;
  /** When the delivery was signed, and by which secret. */
  readonly verified: Verified;
  /** The body exactly as received, for whoever stores or forwards it. */
  readonly raw: string | Uint8Array;
}

/** Handles one event. What it throws makes WorkOS deliver the event again. */
export type EventHandler<Event> = (event: Event, context: EventContextOfHandler) => unknown;

/** A handler for each of a set of events. */
export type EventHandlers<Name extends EventName> = { readonly [Each in Name]: EventHandler<EventOf<Each>> };

/** Registers handlers. All handlers of an event run one after another, in the order of registration. */
export interface EventRouter {
  // `NoInfer` around the handler would halve what a compiler makes here, but those before TypeScript 5.4 do not know it.
  /**
   * Handles one event, or each of several, by name.
   *
   * @example
   * hooks.on("user.created", async (event) => createAccount(event.data.email));
   */
  on<Name extends EventName>(name: Name | readonly Name[], handler: EventHandler<EventOf<Name>>): this;
  /**
   * Handles a whole set of events; the compiler complains about each that is missing.
   *
   * @example
   * hooks.onAll<"user.created" | "user.deleted">({ "user.created": …, "user.deleted": … });
   */
  onAll<Name extends EventName>(handlers: EventHandlers<Name>): this;
  /** Handles every event whose name begins with a group, those that are newer than this version included. */
  onPrefix<Group extends EventGroup | (string & {})>(
    group: Group,
    handler: EventHandler<EventIn<Group> | UnknownEvent>,
  ): this;
  /** Handles every event. */
  onAny(handler: EventHandler<WorkOSEvent>): this;
  /** Handles the events that `on`, `onAll` and `onPrefix` leave over, such as those that are newer than the program. */
  onUnknown(handler: EventHandler<WorkOSEvent>): this;
}

type Role = "specific" | "any" | "unknown";

interface Route {
  readonly role: Role;
  readonly matches: (name: string) => boolean;
  readonly handler: EventHandler<never>;
}

/** The names that a handler is registered for, checked: a name that is unset would never match. */
export function listNames(given: string | readonly string[]): readonly string[] {
  const names = [given].flat();
  for (const name of names) if (typeof name !== "string") throw new TypeError("The name of an event must be text.");
  return names;
}

/** The table behind an {@link EventRouter}. */
export class RouteTable {
  readonly #routes: Route[] = [];

  /** Adds a handler for the names that a test accepts. */
  add(role: Role, handler: EventHandler<never>, matches: (name: string) => boolean = () => true): void {
    if (typeof handler !== "function") throw new TypeError("A webhook handler must be a function.");
    this.#routes.push({ role, matches, handler });
  }

  /** The handlers of an event, in the order of registration. */
  handlersOf(name: string): EventHandler<WorkOSEvent>[] {
    const matching = this.#routes.filter((route) => route.matches(name));
    const isKnown = matching.some((route) => route.role === "specific");
    // The route was added for this name, so its handler takes this event.
    return matching
      .filter((route) => route.role !== "unknown" || !isKnown)
      .map((route) => route.handler as EventHandler<WorkOSEvent>);
  }
}
