import type { EventName, EventOf, UnknownEvent } from "../events/event-types.ts";

type CamelKey<Key extends string> = Key extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelKey<Tail>>}`
  : Key;

/** The same value with its keys in camelCase, except below maps, whose keys are the user's own. */
export type CamelCased<Value> = Value extends readonly (infer Item)[]
  ? CamelCased<Item>[]
  : Value extends object
    ? string extends keyof Value
      ? Value
      : { [Key in keyof Value as CamelKey<Key & string>]: CamelCased<Value[Key]> }
    : Value;

/** An event that this version does not know: its `data` and `context` are exactly as sent. */
export type UnknownCamelCaseEvent = Omit<UnknownEvent, "created_at"> & { createdAt: string };

/** The event of that name, in camelCase. */
export type CamelCaseEventOf<Name extends EventName> = CamelCased<EventOf<Name>>;

/** Every event that can arrive, in camelCase. */
export type CamelCaseEvent = { [Name in EventName]: CamelCaseEventOf<Name> }[EventName] | UnknownCamelCaseEvent;
