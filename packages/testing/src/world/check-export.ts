import type { WorldExport } from "./store.ts";

/**
 * Makes sure that a value is an exported world: it comes from a file, or over HTTP.
 *
 * @throws TypeError saying what about it is not.
 */
export function checkExport(value: unknown): WorldExport {
  if (!isRecord(value) || !isRecord(value.tables) || !isRecord(value.cells))
    throw new TypeError("This is no exported state: it wants version, tables and cells.");
  if (value.version !== 1)
    throw new TypeError(`This state has version ${String(value.version)}; this mock reads version 1.`);
  for (const [name, rows] of Object.entries(value.tables)) {
    if (!Array.isArray(rows) || !rows.every((row) => isRecord(row) && typeof row.id === "string"))
      throw new TypeError(`The table "${name}" of this state is no list of rows with ids.`);
  }
  return value as unknown as WorldExport; // Checked above; rows are what a mock wrote.
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
