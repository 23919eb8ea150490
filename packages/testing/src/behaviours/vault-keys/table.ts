import type { VaultKek } from "../../generated/schemas.ts";
import { defineTable } from "../../world/definition.ts";
import { Random } from "../../world/random.ts";
import type { World } from "../../world/world.ts";
import { actorFieldsOf } from "../vault-objects/actor.ts";

/** What decides the key encryption key: equal contexts share one, whatever the order of their entries. */
export type KeyContext = Readonly<Record<string, string>>;

/** A key encryption key, made at the first use of its context. Its bytes follow from its id: none are stored. */
export interface KeyEncryptionKeyRow {
  readonly id: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly context: KeyContext;
  /** Counts the keys a context has had; the dashboard may delete one. */
  readonly generation: number;
  readonly is_deleted: boolean;
}

export const keyEncryptionKeys = defineTable<KeyEncryptionKeyRow>({
  name: "vault_key_encryption_keys",
  label: "Key",
  prefix: "key",
  indexes: { context: (row) => textOf(row.context) },
  events: { created: "vault.kek.created" },
  toEvent: kekEvent,
});

/** What events tell of a key encryption key; its name is inferred: the context. */
export function kekEvent(row: KeyEncryptionKeyRow, world: World): VaultKek {
  return { ...actorFieldsOf(world), key_id: row.id, key_name: textOf(row.context) };
}

/** The key of a context, made if there is none. */
export function keyFor(world: World, context: KeyContext): KeyEncryptionKeyRow {
  const known = world.rows(keyEncryptionKeys, { where: { context: textOf(context) } });
  const current = known.find((row) => !row.is_deleted);
  if (current) return current;
  const generation = known.length;
  const id = keyIdOf(world, context, generation);
  return world.insert(keyEncryptionKeys, { id, context: { ...context }, generation, is_deleted: false });
}

/** Follows from environment, context and generation alone, so that wrapped keys survive a reset of the world. */
export function keyIdOf(world: World, context: KeyContext, generation: number): string {
  return `key_${hexOf(new Random(`key ${world.name} ${generation} ${textOf(context)}`).bytes(6))}`;
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function textOf(context: KeyContext): string {
  const entries = Object.entries(context).sort(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify(Object.fromEntries(entries));
}
