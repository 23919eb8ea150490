import type { VaultActor } from "../../generated/schemas.ts";
import { problem } from "../../problem.ts";
import { defineTable } from "../../world/definition.ts";

/** Vault answers errors in a form of its own: `{ error }`. */
export const vaultRefusal = (status: number, error: string) => problem(status, { error });

/** A named secret; its value is in the newest version. */
export interface VaultObjectRow {
  readonly id: string;
  readonly name: string;
  readonly key_context: Readonly<Record<string, string>>;
  readonly key_id: string;
  readonly version_id: string;
  readonly updated_by: VaultActor;
  readonly created_at: string;
  readonly updated_at: string;
}

/** One value a secret has had. */
export interface VaultVersionRow {
  readonly id: string;
  readonly object_id: string;
  readonly value: string;
  readonly etag: string;
  readonly created_at: string;
}

export const vaultObjects = defineTable<VaultObjectRow>({
  name: "vault_objects",
  label: "Vault object",
  prefix: "vault_object",
  unique: { name: (row) => row.name },
  clash: (_, row) => nameTaken(row.name),
  // Inferred: 400 for what cannot be an id at all.
  notFound: (id) =>
    isUuid.test(id) ? vaultRefusal(404, "There is no such object.") : vaultRefusal(400, "The id is not a UUID."),
});

const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function nameTaken(name: string) {
  return vaultRefusal(409, `An object named ${name} exists already.`);
}

export const vaultVersions = defineTable<VaultVersionRow>({
  name: "vault_versions",
  label: "Vault version",
  prefix: "vault_version",
  isImmutable: true,
  indexes: { object_id: (row) => row.object_id },
  parents: { vault_objects: { index: "object_id", isSilent: true } },
});
