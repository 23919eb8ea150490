import type { EventData, EventName, EventOf } from "../events/event-types.ts";
import { eventExamples } from "../generated/event-examples.ts";

/** What to change in the example of an event. */
export interface TestEventOverrides<Name extends EventName> {
  /** Id of the event. Give one per event in a test that deduplicates. */
  id?: string;
  /** When it happened. */
  created_at?: string;
  /** Fields of `data` to replace. */
  data?: Partial<EventData<Name>>;
}

/**
 * Makes an event of that name: the API description's own example, with your changes. Deterministic: the same call gives
 * the same event. One that is newer than this version is an object of your own, to be signed like this one.
 *
 * @example
 * const event = createTestEvent("user.created", { id: "event_1", data: { email: "ada@example.com" } });
 */
export function createTestEvent<Name extends EventName>(
  name: Name,
  overrides: TestEventOverrides<Name> = {},
): EventOf<Name> {
  if (!Object.hasOwn(eventExamples, name)) {
    throw new TypeError(`There is no example of ${name}: sign an object of your own instead.`);
  }
  const { data, ...envelope } = overrides;
  const example = structuredClone<EventOf<Name>>(eventExamples[name]);
  return { ...example, ...envelope, data: { ...example.data, ...data } };
}
