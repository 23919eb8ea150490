import type { EventName } from "../generated/events.ts";
import { refusedPlainly } from "../problem.ts";
import type { BaseRow, TableDefinition } from "./definition.ts";
import type { Table } from "./table.ts";
import type { World } from "./world.ts";

/** Refuses a row whose unique key another row holds already. */
export function refuseClash<Row extends BaseRow, Wire>(
  rows: Table<Row>,
  table: TableDefinition<Row, Wire>,
  row: Row,
): void {
  const clash = rows.clash(row);
  if (!clash) return;
  throw table.clash?.(clash.unique, row, clash.holder) ?? refusedPlainly(409, `${table.label} already exists.`);
}

/** The `data` of an event about a row. */
export function eventData<Row extends BaseRow, Wire>(
  world: World,
  table: TableDefinition<Row, Wire>,
  event: EventName,
  row: Row,
  before?: Row,
): unknown {
  return table.toEvent ? table.toEvent(row, world, { event, ...(before && { before }) }) : world.present(table, row);
}
