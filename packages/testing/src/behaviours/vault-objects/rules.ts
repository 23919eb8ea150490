import type { VaultObject, VaultObjectMetadata, VaultObjectVersion } from "../../generated/schemas.ts";
import type { World } from "../../world/world.ts";
import { keyIdOf } from "../vault-keys/key-context.ts";
import { actorFieldsOf, actorOf } from "./actor.ts";
import { type VaultObjectRow, type VaultVersionRow, vaultObjects, vaultRefusal, vaultVersions } from "./table.ts";

/** What a new secret is made from. */
export interface VaultObjectInput {
  readonly name: string;
  readonly value: string;
  /** @default {} */
  readonly key_context?: Readonly<Record<string, string>>;
  /** @default a new id */
  readonly id?: string;
}

export async function createObject(world: World, input: VaultObjectInput): Promise<VaultObjectRow> {
  const key_context = input.key_context ?? {};
  const key_id = await keyIdOf(key_context);
  const etag = await etagOf(input.value);
  const version_id = world.random.uuid();
  const row = world.insert(vaultObjects, {
    id: input.id ?? world.random.uuid(),
    name: input.name,
    key_context,
    key_id,
    version_id,
    updated_by: actorOf(world),
  });
  world.insert(vaultVersions, { id: version_id, object_id: row.id, value: input.value, etag });
  world.emit("vault.data.created", {
    ...actorFieldsOf(world),
    kv_name: row.name,
    key_id,
    key_context: { ...key_context },
  });
  return row;
}

/** A new version on top of the others. */
export async function updateObject(world: World, row: VaultObjectRow, value: string): Promise<VaultObjectRow> {
  const etag = await etagOf(value);
  const version_id = world.random.uuid();
  world.insert(vaultVersions, { id: version_id, object_id: row.id, value, etag });
  const updated = world.update(vaultObjects, row.id, { version_id, updated_by: actorOf(world) });
  const { key_id, key_context } = row;
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

async function etagOf(value: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(value)));
  return [...hash.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
