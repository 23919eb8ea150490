import { operations } from "../../generated/operations.ts";
import { refusedPlainly } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { restrictedPrefix, type SecretKeyRow, secretKeys } from "./table.ts";

/** A key that may not do everything. */
export interface SecretKeyInput {
  /** The operations it may perform, by name; `read` stands for all that change nothing. @default "read" */
  readonly allow?: SecretKeyRow["allow"];
}

/** Secret keys with limited rights: the dashboard makes them, and the API answers 403 beyond their rights. */
export const secretKeysResource = defineResource({
  tables: [secretKeys],
  dashboard: (world) => ({
    /** Makes a key with limited rights; the environment's own key may do everything. */
    create({ allow = "read" }: SecretKeyInput = {}): SecretKeyRow {
      if (allow !== "read") refuseUnknown(allow);
      return world.insert(secretKeys, { value: restrictedPrefix + world.random.token(25), allow });
    },
    /** Takes a key out of use: from then on it is as unknown as any. */
    delete: ({ id }: { readonly id: string }): void => void world.remove(secretKeys, id),
  }),
});

/** Refuses an operation that the key has no right to. */
export function refuseWithoutRight(world: World, key: string, operation: string, method: string): void {
  const row = world.findBy(secretKeys, "value", key);
  if (!row || (row.allow === "read" ? method === "GET" : row.allow.some((one) => one === operation))) return;
  throw refusedPlainly(403, `This key may not perform ${operation}.`);
}

function refuseUnknown(names: readonly string[]): void {
  const known = new Set(operations.map(({ id }) => id));
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0) throw refusedPlainly(422, `There is no operation ${unknown.join(", ")}.`);
}
