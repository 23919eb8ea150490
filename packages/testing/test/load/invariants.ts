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
      for (const [index, parents] of parentsByIndex(table)) {
        const tables = parents.filter((parent) => known.has(parent));
        const isThere = (id: string) =>
          tables.some((name) => world.find(defineTable<BaseRow>({ name, label: "", prefix: "" }), id));
        for (const id of [table.indexes?.[index]?.(row) ?? []].flat())
          if (tables.length > 0 && !isThere(id))
            breaches.push(`${table.name} ${row.id} belongs to ${tables.join(" or ")} ${id}, which is gone`);
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

/** The tables that may own a row by each index: a target of a flag is a user's or an organization's. */
function parentsByIndex({ parents = {} }: TableDefinition<BaseRow>): Map<string, string[]> {
  const owners = new Map<string, string[]>();
  for (const [parent, link] of Object.entries(parents)) {
    const index = typeof link === "string" ? link : link.index;
    owners.set(index, [...(owners.get(index) ?? []), parent]);
  }
  return owners;
}

function eventBreaches({ world }: Environment): string[] {
  const events = world.export().tables.events as unknown as { id: string; event: string; created_at: string }[];
  const ids = events.map(({ id }) => id);
  const isOrdered = ids.every((id, index) => index === 0 || String(ids[index - 1]) < id);
  const faults = events.slice(-500).flatMap((event) => findEventFaults(event));
  return [...(isOrdered ? [] : ["the events are not in the order of their ids"]), ...new Set(faults)];
}
