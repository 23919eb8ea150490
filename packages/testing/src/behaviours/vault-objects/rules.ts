import type { VaultObject, VaultObjectMetadata, VaultObjectVersion } from "../../generated/schemas.ts";
import { Random } from "../../world/random.ts";
import type { World } from "../../world/world.ts";
import { hexOf, type KeyContext, keyFor } from "../vault-keys/table.ts";
import { actorFieldsOf, actorOf } from "./actor.ts";
import {
  nameTaken,
  type VaultObjectRow,
  type VaultVersionRow,
  vaultObjects,
  vaultRefusal,
  vaultVersions,
} from "./table.ts";

/** What a new secret is made from. */
export interface VaultObjectInput {
  readonly name: string;
  readonly value: string;
  /** @default {} */
  readonly key_context?: Readonly<Record<string, string>>;
  /** @default a new id */
  readonly id?: string;
}

/** Stores a new secret; its value is encrypted with a data key under the context, and events say so. */
export function createObject(world: World, input: VaultObjectInput): VaultObjectRow {
  // Before anything else: a key would be made for nothing.
  if (world.findBy(vaultObjects, "name", input.name)) throw nameTaken(input.name);
  const key_context = input.key_context ?? {};
  const key_id = readDataKey(world, key_context);
  const version_id = world.random.uuid();
  const row = world.insert(vaultObjects, {
    id: input.id ?? world.random.uuid(),
    name: input.name,
    key_context,
    key_id,
    version_id,
    updated_by: actorOf(world),
  });
  world.insert(vaultVersions, { id: version_id, object_id: row.id, value: input.value, etag: etagOf(input.value) });
  world.emit("vault.data.created", {
    ...actorFieldsOf(world),
    kv_name: row.name,
    key_id,
    key_context: { ...key_context },
  });
  return row;
}

/** A new version on top of the others. */
export function updateObject(world: World, row: VaultObjectRow, value: string): VaultObjectRow {
  const { key_context } = row;
  const key_id = readDataKey(world, key_context);
  const version_id = world.random.uuid();
  world.insert(vaultVersions, { id: version_id, object_id: row.id, value, etag: etagOf(value) });
  const updated = world.update(vaultObjects, row.id, { version_id, key_id, updated_by: actorOf(world) });
  world.emit("vault.data.updated", {
    ...actorFieldsOf(world),
    kv_name: row.name,
    key_id,
    key_context: { ...key_context },
  });
  return updated;
}

/** Refuses a write whose author has not seen the current version. */
export function refuseStale(row: VaultObjectRow, expected: string | null | undefined): void {
  if (expected === undefined || expected === null || expected === row.version_id) return;
  throw vaultRefusal(409, "The version_check is not the current version.");
}

export function readObject(world: World, row: VaultObjectRow): VaultObject {
  world.emit("vault.data.read", { ...actorFieldsOf(world), kv_name: row.name, key_id: row.key_id });
  const { value } = world.get(vaultVersions, row.version_id);
  return { id: row.id, name: row.name, metadata: metadataOf(world, row), value };
}

export function metadataOf(world: World, row: VaultObjectRow): VaultObjectMetadata {
  const { id, key_id, updated_at, updated_by, version_id } = row;
  const environment_id = `environment_${world.name}`;
  return { id, context: { ...row.key_context }, environment_id, key_id, updated_at, updated_by, version_id };
}

export function versionOf(version: VaultVersionRow, current: string): VaultObjectVersion {
  const { id, created_at, etag, value } = version;
  return { id, created_at, etag, size: new TextEncoder().encode(value).length, current_version: id === current };
}

/** Every write takes a data key (facts: events, vault.dek.read). */
function readDataKey(world: World, context: KeyContext): string {
  const { id } = keyFor(world, context);
  world.emit("vault.dek.read", { ...actorFieldsOf(world), key_ids: [id], key_context: { ...context } });
  return id;
}

/** A fingerprint of the value in the form of a hash; the platform's hashes are asynchronous, seeds are not. */
function etagOf(value: string): string {
  return hexOf(new Random(`etag ${value}`).bytes(16));
}
