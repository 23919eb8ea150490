import type { ConnectApplicationSecret } from "../../generated/schemas.ts";
import { defineTable } from "../../world/definition.ts";
import type { World } from "../../world/world.ts";

/** A client secret as stored, with its value, which is shown once. */
export interface ConnectSecretRow extends ConnectApplicationSecret {
  readonly application_id: string;
  readonly secret: string;
}

export const connectSecrets = defineTable<ConnectSecretRow, ConnectApplicationSecret>({
  name: "connect_secrets",
  label: "Connect application secret",
  prefix: "secret",
  object: "connect_application_secret",
  indexes: { application_id: (row) => row.application_id },
  parents: { connect_applications: "application_id" },
  present: ({ application_id, secret, ...row }) => row,
});

/** Makes a secret of an application. The hint is its end. */
export function addSecret(world: World, applicationId: string, id?: string, value?: string): ConnectSecretRow {
  const secret = value ?? world.random.token(32);
  const hint = secret.slice(-4);
  return world.insert(connectSecrets, {
    id,
    application_id: applicationId,
    secret,
    secret_hint: hint,
    last_used_at: null,
  });
}
