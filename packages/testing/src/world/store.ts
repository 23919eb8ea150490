import type { ClockState } from "./clock.ts";
import type { BaseRow, CellDefinition, TableDefinition } from "./definition.ts";
import type { IdState } from "./ids.ts";
import { freezeDeeply } from "./plain.ts";
import type { RandomState } from "./random.ts";
import { type RowChange, Table } from "./table.ts";
import type { TableState } from "./table-state.ts";

type AnyRow = { readonly id: string };

/** A frozen moment of a world. Opaque, cheap, and usable any number of times. */
export interface Snapshot {
  readonly tables: ReadonlyMap<string, TableState<AnyRow>>;
  readonly cells: ReadonlyMap<string, unknown>;
  readonly random: RandomState;
  readonly ids: IdState;
  readonly clock: ClockState;
}

/** A world as plain JSON: what `--persist` writes and `import` reads. */
export interface WorldExport {
  readonly version: 1;
  readonly tables: Readonly<Record<string, readonly AnyRow[]>>;
  readonly cells: Readonly<Record<string, unknown>>;
}

/** One line of the change log that persistence keeps. */
export type WorldChange =
  | { readonly table: string; readonly change: RowChange<AnyRow> }
  | { readonly cell: string; readonly value: unknown }
  /** Everything was replaced, by a snapshot or an import: the log must begin anew. */
  | { readonly isReplaced: true };

/** The tables and cells of one world, by name. Knows how to copy them, and no rules. */
export class Store {
  readonly #tables = new Map<string, Table<AnyRow>>();
  #cells = new Map<string, unknown>();
  onChange: ((change: WorldChange) => void) | undefined;

  table<Row extends BaseRow, Wire>(definition: TableDefinition<Row, Wire>): Table<Row> {
    const known = this.#tables.get(definition.name);
    // The name is unique and only ever used with one definition, so the rows are of that definition's type.
    if (known) return known as unknown as Table<Row>;
    const table = new Table<Row>(definition);
    const untyped = table as unknown as Table<AnyRow>;
    this.#tables.set(definition.name, untyped);
    untyped.onChange = (change) => this.onChange?.({ table: definition.name, change });
    return table;
  }

  read<Value>(cell: CellDefinition<Value>): Value {
    // As for tables: a cell's name belongs to one definition.
    return this.#cells.has(cell.name) ? (this.#cells.get(cell.name) as Value) : cell.initial;
  }

  write<Value>(cell: CellDefinition<Value>, value: Value): void {
    this.#cells = new Map(this.#cells).set(cell.name, freezeDeeply(value));
    this.onChange?.({ cell: cell.name, value });
  }

  snapshot(): Pick<Snapshot, "tables" | "cells"> {
    return { tables: new Map([...this.#tables].map(([name, table]) => [name, table.snapshot()])), cells: this.#cells };
  }

  restore(snapshot: Pick<Snapshot, "tables" | "cells">): void {
    for (const [name, table] of this.#tables) table.restore(snapshot.tables.get(name));
    this.#cells = new Map(snapshot.cells);
    this.onChange?.({ isReplaced: true });
  }

  /** Makes a change that was written down earlier. */
  apply(change: WorldChange): void {
    if ("cell" in change) this.#cells = new Map(this.#cells).set(change.cell, change.value);
    else if ("table" in change) {
      const table = this.#tables.get(change.table);
      if (!table) throw new TypeError(`This mock has no table "${change.table}".`);
      if ("put" in change.change) table.put(change.change.put);
      else table.remove(change.change.remove);
    }
  }

  export(): WorldExport {
    const tables = [...this.#tables].map(([name, table]) => [name, [...table.walk()]] as const);
    return { version: 1, tables: Object.fromEntries(tables), cells: Object.fromEntries(this.#cells) };
  }

  /** @throws TypeError for a table there is not, whose rows would be lost without a word. */
  import(world: WorldExport): void {
    for (const name of Object.keys(world.tables))
      if (!this.#tables.has(name)) throw new TypeError(`This mock has no table "${name}".`);
    this.#cells = new Map(Object.entries(world.cells));
    for (const [name, table] of this.#tables) {
      table.restore(undefined);
      for (const row of world.tables[name] ?? []) table.put(row);
    }
    this.onChange?.({ isReplaced: true });
  }
}
