import { problem } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import type { DataIntegrationRow } from "../data-integrations/table.ts";
import { accountOf, accountsOf, type Holder, ownership } from "./owner.ts";
import { announce, type ConnectedAccountRow, connectedAccounts } from "./table.ts";

/** What a stored key or client consists of. */
type Secrets = Pick<
  ConnectedAccountRow,
  "auth_method" | "api_key" | "api_key_last_4" | "client_id" | "client_secret" | "client_secret_last_4" | "config"
>;

export interface ClientSecrets {
  readonly client_id: string;
  readonly client_secret: string;
  readonly config?: Record<string, string>;
}

/** 422 unless the integration takes that kind of credential. */
export function refuseOtherMethod(integration: DataIntegrationRow, method: Secrets["auth_method"]): void {
  if (integration.auth_methods.includes(method)) return;
  const message = `The integration authenticates by ${integration.auth_methods.join(", ")}, not by ${method}.`;
  throw problem(422, { code: "auth_method_mismatch", message });
}

/** Stores or rotates an API key. */
export function putApiKey(world: World, integration: DataIntegrationRow, holder: Holder, key: string, id?: string) {
  return putSecrets(world, integration, holder, apiKeySecrets(key), id);
}

/** Stores or rotates client credentials. */
export function putClient(
  world: World,
  integration: DataIntegrationRow,
  holder: Holder,
  client: ClientSecrets,
  id?: string,
) {
  return putSecrets(world, integration, holder, clientSecrets(client), id);
}

export function apiKeySecrets(key: string): Secrets {
  return { auth_method: "api_key", api_key: key, api_key_last_4: key.slice(-4) };
}

export function clientSecrets({ client_id, client_secret, config = {} }: ClientSecrets): Secrets {
  const last = client_secret.slice(-4);
  return { auth_method: "client_credentials", client_id, client_secret, client_secret_last_4: last, config };
}

/** Adds a connection, whatever there is already; those after the first have the role `standard`. */
export function addSecrets(world: World, integration: DataIntegrationRow, holder: Holder, secrets: Secrets) {
  const isFirst = accountsOf(world, integration, holder).length === 0;
  const row = world.insert(connectedAccounts, {
    ...ownership(integration, holder),
    ...secrets,
    connection_role: isFirst ? "compatibility" : "standard",
    scopes: [],
    state: "connected",
  });
  announce(world, row, "connected");
  return row;
}

function putSecrets(
  world: World,
  integration: DataIntegrationRow,
  holder: Holder,
  secrets: Secrets,
  id: string | undefined,
): ConnectedAccountRow {
  const known = accountOf(world, integration, holder, id);
  if (!known) return addSecrets(world, integration, holder, secrets);
  const row = world.update(connectedAccounts, known.id, { ...secrets, state: "connected" });
  if (known.state !== "connected") announce(world, row, "connected");
  return row;
}
