import type { BaseRow, TableDefinition } from "./definition.ts";
import type { World } from "./world.ts";
import type { AnyTable, WriteOptions } from "./world-options.ts";

/** Removes everything that names a row as its parent, each with what belongs to it in turn. */
export function removeChildren(
  world: World,
  tables: readonly AnyTable[],
  parent: string,
  id: string,
  options: WriteOptions | undefined,
): void {
  for (const table of tables) {
    const link = table.parents?.[parent];
    if (link === undefined) continue;
    const index = typeof link === "string" ? link : link.index;
    const isSilent = options?.isSilent || typeof link !== "string";
    // The registry forgets the row types; removal needs none of them.
    const children = table as TableDefinition<BaseRow, unknown>;
    for (const { id: childId } of world.rows(children, { where: { [index]: id } }))
      if (world.find(children, childId)) world.remove(children, childId, { isSilent });
  }
}
