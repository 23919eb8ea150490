import type { Clock } from "./clock.ts";
import type { BaseRow, TableDefinition } from "./definition.ts";
import type { Where } from "./table.ts";
import type { TimerHandler } from "./timers.ts";

/** A list as the API answers it. */
export interface List<Item> {
  object: "list";
  data: Item[];
  list_metadata: { before: string | null; after: string | null };
}

/** A table of any kind of row, as the registry lists them. */
export type AnyTable = Pick<TableDefinition<BaseRow, unknown>, "name" | "parents">;

/** What a world is made from. */
export interface WorldOptions {
  /** Name of the environment; the part after `sk_test_` of its key. */
  readonly name: string;
  readonly seed?: number | string | undefined;
  readonly clock?: Clock;
  /** All tables there are: needed to cascade deletions. */
  readonly tables?: readonly AnyTable[];
  readonly timers?: ReadonlyMap<string, TimerHandler>;
  /** @default `sk_test_<name>` */
  readonly apiKey?: string | undefined;
  /** @default `client_<name>` */
  readonly clientId?: string | undefined;
}

/** Which rows to read. */
export interface RowsOptions<Row> {
  /** Values per index; undefined ones are ignored, lists mean any of them. */
  readonly where?: Where;
  readonly filter?: (row: Row) => boolean;
}

/** How to write a row. */
export interface WriteOptions {
  /** Emits no event, and lets cascades emit none. */
  readonly isSilent?: boolean | undefined;
  /** The `context` of the event. */
  readonly context?: Record<string, unknown>;
}
