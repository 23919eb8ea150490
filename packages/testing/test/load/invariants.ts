import type { Resource } from "../../src/behaviours/behaviour.ts";
import { resources } from "../../src/behaviours/index.ts";
import type { Environment } from "../../src/environment.ts";
import { type BaseRow, defineTable, type TableDefinition } from "../../src/world/definition.ts";
import { findEventFaults } from "../answer-checker.ts";

/** What must hold of every world, whatever was done to it; gives one sentence per breach. */
export function findBreaches(environment: Environment): string[] {
  const { world } = environment;
  const tables = Object.values<Resource>(resources).flatMap(
    (resource) => resource.tables ?? [],
  ) as TableDefinition<BaseRow>[];
  const breaches: string[] = [];
  const known = new Set(tables.map(({ name }) => name));
  for (const table of tables) {
    const rows = world.rows(table);
    for (const row of rows) {
      for (const [parent, link] of Object.entries(table.parents ?? {})) {
        const key = table.indexes?.[typeof link === "string" ? link : link.index]?.(row);
        const parents = key === null || key === undefined || !known.has(parent) ? [] : [key].flat();
        for (const id of parents)
          if (!world.find(defineTable<BaseRow>({ name: parent, label: "", prefix: "" }), id))
            breaches.push(`${table.name} ${row.id} belongs to ${parent} ${id}, which is gone`);
      }
      for (const [name, keyOf] of Object.entries(table.unique ?? {})) {
        const key = keyOf(row);
        if (typeof key === "string" && world.findBy(table, name, key)?.id !== row.id)
          breaches.push(`${table.name} ${row.id} is not the holder of its ${name}`);
      }
      for (const [name, keyOf] of Object.entries(table.indexes ?? {})) {
        const key = [keyOf(row)].flat()[0];
        if (
          typeof key === "string" &&
          rows.length < 2000 &&
          !world.rows(table, { where: { [name]: key } }).includes(row)
        )
          breaches.push(`${table.name} ${row.id} is missing from its index ${name}`);
      }
    }
    if (rows.length !== world.table(table).size)
      breaches.push(`${table.name} walks ${rows.length} of ${world.table(table).size} rows`);
  }
  return [...breaches, ...eventBreaches(environment)];
}

function eventBreaches({ world }: Environment): string[] {
  const events = world.export().tables.events as unknown as { id: string; event: string; created_at: string }[];
  const ids = events.map(({ id }) => id);
  const isOrdered = ids.every((id, index) => index === 0 || String(ids[index - 1]) < id);
  const faults = events.slice(-500).flatMap((event) => findEventFaults(event));
  return [...(isOrdered ? [] : ["the events are not in the order of their ids"]), ...new Set(faults)];
}
