import type { DataKey } from "../../generated/schemas.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { actorFieldsOf } from "../vault-objects/actor.ts";
import { vaultRefusal } from "../vault-objects/table.ts";
import { type KeyContext, keyIdOf } from "./key-context.ts";
import { type DataKeyMaterial, toBase64, unwrapKey, wrapKey } from "./wrapped-key.ts";

/** A customer's own key and the outcome of checking it. */
export interface ByokVerificationInput {
  readonly organization_id: string;
  readonly key_provider: "AWS_KMS" | "GCP_KMS" | "AZURE_KEY_VAULT";
  /** @default true */
  readonly verified?: boolean;
}

// Rules: facts, behaviours 25.
export const vaultKeysResource = defineResource({
  behaviours: {
    createDataKey: async ({ world, body }) => {
      const material = { id: world.random.uuid(), context: body.context, key: world.random.bytes(32) };
      return handOut(world, material);
    },
    decryptDataKey: async ({ world, body }) => {
      const { id, key, context } = await unwrapOrRefuse(body.keys);
      world.emit("vault.dek.decrypted", { ...actorFieldsOf(world), key_id: await keyIdOf(context) });
      return { id, data_key: toBase64(key) };
    },
    rekeyDataKey: async ({ world, body }) => {
      const { id, key } = await unwrapOrRefuse(body.encrypted_keys);
      return handOut(world, { id, key, context: body.context });
    },
  },
  dashboard: (world) => ({
    /** Announces the outcome of checking a customer's own key. */
    verifyByokKey: ({ verified = true, ...key }: ByokVerificationInput): void =>
      void world.emit("vault.byok_key.verification_completed", { ...key, verified }),
    /** Announces that a customer's own key is gone. */
    deleteByokKey: ({ organization_id, key_provider }: Omit<ByokVerificationInput, "verified">): void =>
      void world.emit("vault.byok_key.deleted", { organization_id, key_provider }),
  }),
});

async function unwrapOrRefuse(blob: string): Promise<DataKeyMaterial> {
  const material = await unwrapKey(blob);
  if (!material) throw vaultRefusal(400, "The encrypted keys cannot be decrypted.");
  return material;
}

async function handOut(world: World, material: DataKeyMaterial): Promise<DataKey> {
  const { id, key } = material;
  const context: KeyContext = material.context;
  const encrypted_keys = await wrapKey(world.random, material);
  world.emit("vault.dek.read", {
    ...actorFieldsOf(world),
    key_ids: [await keyIdOf(context)],
    key_context: { ...context },
  });
  return { id, context: { ...context }, data_key: toBase64(key), encrypted_keys };
}
