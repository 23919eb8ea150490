import type { EventDataByName, EventName } from "../generated/events.ts";
import type { Problem } from "../problem.ts";
import { freezeDeeply } from "./plain.ts";
import type { TableIndexes } from "./table.ts";
import type { World } from "./world.ts";

/** What every row has: the engine fills these in. */
export interface BaseRow {
  readonly id: string;
  readonly created_at: string;
  readonly updated_at?: string;
}

/** The event a change of a row gives rise to. */
export interface RowEvents {
  readonly created?: EventName;
  readonly updated?: EventName;
  readonly deleted?: EventName;
}

/**
 * Everything the engine must know about a kind of object. `Row` is what is stored, `Wire` what the API shows of it.
 */
export interface TableDefinition<Row extends BaseRow, Wire = Row> extends TableIndexes<Row> {
  /** Unique name of the table; also the name in snapshots and persisted files. */
  readonly name: string;
  /** The word in front of "not found" in the API's 404 message, such as `Organization`. */
  readonly label: string;
  /** Prefix of new ids, without the underscore. */
  readonly prefix: string;
  /** Value of the `object` field; left out when the wire form has none. */
  readonly object?: string;
  /** The rows never change and carry no `updated_at`. */
  readonly isImmutable?: true;
  /** Tables that own these rows, each with the index that names the owner: removing the owner removes the rows. */
  readonly parents?: Readonly<Record<string, string | { readonly index: string; readonly isSilent: true }>>;
  /** Events emitted by insert, update and remove. */
  readonly events?: RowEvents;
  /** The answer's form of a row; the row itself when left out. */
  readonly present?: (row: Row, world: World) => Wire;
  /** The `data` of an event; what `present` gives when left out. `change` names the event. */
  readonly toEvent?: (row: Row, world: World, change: { event: EventName; before?: Row }) => unknown;
  /**
   * A row from the data of one of its events, for `mock.trigger`; needed where `present` is. `known` is the row that is
   * there already, whose fields stay.
   */
  readonly fromEvent?: (data: Readonly<Record<string, unknown>>, known: Row | undefined) => Partial<Row>;
  /** Takes the place of the usual 404. */
  readonly notFound?: (id: string) => Problem;
  /** The refusal when a unique key is taken; needed for tables with `unique`. */
  readonly clash?: (unique: string, row: Row, holder: Row) => Problem;
  /** Called after a row went, for effects that are not rows of their own. */
  readonly removed?: (row: Row, world: World) => void;
}

/** Declares a kind of object; see `behaviours/README.md`. */
export function defineTable<Row extends BaseRow, Wire = Row>(
  definition: TableDefinition<Row, Wire>,
): TableDefinition<Row, Wire> {
  return definition;
}

/** A single value of a world that is not a row, such as a setting. */
export interface CellDefinition<Value> {
  readonly name: string;
  readonly initial: Value;
}

export function defineCell<Value>(name: string, initial: Value): CellDefinition<Value> {
  // It is every world's: one of them must not change it for the others.
  return { name, initial: freezeDeeply(initial) };
}

type Filled = "id" | "object" | "created_at" | "updated_at";

/** Fields of a new row; what the engine fills in may be given, and optional fields may be undefined. */
export type NewRow<Row> = AllowUndefined<Omit<Row, Filled>> & {
  readonly [Key in keyof Row & Filled]?: Row[Key] | undefined;
};

/** Fields to change; undefined leaves a field as it is. */
export type RowPatch<Row> = { readonly [Key in keyof Row]?: Row[Key] | undefined };

type AllowUndefined<Fields> = {
  readonly [Key in keyof Fields]: Record<never, never> extends Pick<Fields, Key>
    ? Fields[Key] | undefined
    : Fields[Key];
};

/** The data of an event by its name. */
export type EventData<Name extends EventName> = EventDataByName[Name];
