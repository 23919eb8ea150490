import type { DataKey } from "../../generated/schemas.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { actorFieldsOf } from "../vault-objects/actor.ts";
import { vaultRefusal } from "../vault-objects/table.ts";
import { refuseMalformed } from "./refuse-malformed.ts";
import { type KeyContext, kekEvent, keyEncryptionKeys, keyFor } from "./table.ts";
import { type DataKeyMaterial, toBase64, unwrapKey, wrapKey } from "./wrapped-key.ts";

/** A customer's own key and the outcome of checking it. */
export interface ByokVerificationInput {
  readonly organization_id: string;
  readonly key_provider: "AWS_KMS" | "GCP_KMS" | "AZURE_KEY_VAULT";
  /** @default true */
  readonly verified?: boolean;
}

/** The key encryption key to delete, by its context. */
export interface KeyDeletionInput {
  readonly key_context: KeyContext;
}

// Rules: facts, behaviours 25.
export const vaultKeysResource = defineResource({
  tables: [keyEncryptionKeys],
  prechecks: {
    createDataKey: ({ body }) => refuseMalformed(body, { context: "context" }),
    rekeyDataKey: ({ body }) => refuseMalformed(body, { context: "context", encrypted_keys: "text" }),
  },
  behaviours: {
    createDataKey: ({ world, body }) => {
      const material = { id: world.random.uuid(), context: body.context, key: world.random.bytes(32) };
      return handOut(world, material);
    },
    decryptDataKey: ({ world, body }) => {
      const { id, key } = unwrapOrRefuse(world, body.keys);
      // Inferred: events of data keys name the data key, those of stored objects the key that encrypts them.
      world.emit("vault.dek.decrypted", { ...actorFieldsOf(world), key_id: id });
      return { id, data_key: toBase64(key) };
    },
    rekeyDataKey: ({ world, body }) => {
      const { id, key } = unwrapOrRefuse(world, body.encrypted_keys);
      return handOut(world, { id, key, context: body.context });
    },
  },
  dashboard: (world) => ({
    /** Deletes the key encryption key of a context: what it wrapped cannot be decrypted any more. */
    deleteKey({ key_context }: KeyDeletionInput): void {
      const row = world.update(keyEncryptionKeys, keyFor(world, key_context).id, { is_deleted: true });
      world.emit("vault.kek.deleted", kekEvent(row, world));
    },
    /** Announces the outcome of checking a customer's own key. */
    verifyByokKey: ({ verified = true, ...key }: ByokVerificationInput): void =>
      void world.emit("vault.byok_key.verification_completed", { ...key, verified }),
    /** Announces that a customer's own key is gone. */
    deleteByokKey: ({ organization_id, key_provider }: Omit<ByokVerificationInput, "verified">): void =>
      void world.emit("vault.byok_key.deleted", { organization_id, key_provider }),
  }),
});

function unwrapOrRefuse(world: World, blob: string): DataKeyMaterial {
  const material = unwrapKey(world, blob);
  if (!material) throw vaultRefusal(400, "The encrypted keys cannot be decrypted.");
  return material;
}

function handOut(world: World, material: DataKeyMaterial): DataKey {
  const { id, key } = material;
  const context = { ...material.context };
  const encrypted_keys = wrapKey(world, material);
  world.emit("vault.dek.read", { ...actorFieldsOf(world), key_ids: [id], key_context: context });
  return { id, context, data_key: toBase64(key), encrypted_keys };
}
