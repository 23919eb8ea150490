import type { ConnectedAccount, EventConnectedAccount } from "../../generated/schemas.ts";
import { defineTable } from "../../world/definition.ts";
import type { World } from "../../world/world.ts";
import { dataIntegrations } from "../data-integrations/table.ts";

/** A connected account as stored, with what the provider gave. */
export interface ConnectedAccountRow extends ConnectedAccount {
  readonly data_integration_id: string;
  readonly provider_slug: string;
  readonly owner: "user" | "organization";
  readonly connection_role: "compatibility" | "standard";
  readonly auth_method: "oauth" | "api_key" | "client_credentials";
  readonly access_token?: string;
  readonly refresh_token?: string;
  readonly expires_at?: string | null;
  readonly api_key?: string;
  readonly client_secret?: string;
  /** The provider no longer honours the refresh token. */
  readonly is_refresh_broken?: boolean;
}

export const connectedAccounts = defineTable<ConnectedAccountRow, ConnectedAccount>({
  name: "connected_accounts",
  label: "Connected account",
  prefix: "data_installation",
  object: "connected_account",
  indexes: {
    data_integration_id: (row) => row.data_integration_id,
    user_id: (row) => row.user_id ?? undefined,
    organization_id: (row) => row.organization_id ?? undefined,
    holder: (row) => holderKey(row),
  },
  parents: { data_integrations: "data_integration_id", users: "user_id", organizations: "organization_id" },
  // Which event follows depends on the role of the connection, so they are sent by hand.
  present: presentAccount,
  removed: (row, world) => announce(world, row, "disconnected"),
});

/** Finds the accounts of one holder at one integration. */
export function holderKey(
  row: Pick<ConnectedAccountRow, "data_integration_id" | "owner" | "user_id" | "organization_id">,
): string {
  const holder = row.owner === "organization" ? row.organization_id : `${row.user_id} ${row.organization_id ?? ""}`;
  return `${row.data_integration_id} ${row.owner} ${holder}`;
}

function presentAccount(row: ConnectedAccountRow): ConnectedAccount {
  const {
    data_integration_id,
    provider_slug,
    owner,
    access_token,
    refresh_token,
    expires_at,
    api_key,
    client_secret,
    is_refresh_broken,
    ...account
  } = row;
  return account;
}

/** What an event says of an account; the open enumeration of its state has two values only. */
function toEventData(row: ConnectedAccountRow): EventConnectedAccount {
  const { object, id, data_integration_id, provider_slug, user_id, organization_id, scopes, state } = row;
  const { created_at, updated_at } = row;
  return {
    object,
    id,
    data_integration_id,
    provider_slug,
    user_id,
    organization_id,
    scopes,
    state: state === "connected" ? "connected" : "needs_reauthorization",
    created_at,
    updated_at,
  };
}

/**
 * Inferred: connections beyond the first have the role `standard` and the newer family of events; the first one keeps
 * the older family (facts: event-names and recent-additions name both families without their causes).
 */
export function announce(
  world: World,
  row: ConnectedAccountRow,
  change: "connected" | "disconnected" | "reauthorization_needed",
): void {
  const family = row.connection_role === "standard" ? "account_connection" : "connected_account";
  world.emit(`pipes.${family}.${change}`, toEventData(row));
}

/** Why a connection did not come about. */
export interface ConnectionFailure {
  readonly error_code: string;
  readonly error_reason?: string;
  readonly provider_error?: string;
  readonly provider_error_description?: string;
}

/** Announces that a connection did not come about. */
export function announceFailure(
  world: World,
  who: Pick<ConnectedAccountRow, "data_integration_id" | "user_id" | "organization_id">,
  failure: ConnectionFailure,
  event:
    | "pipes.connected_account.connection_failed"
    | "pipes.account_connection.connection_failed"
    | "pipes.account_connection.add_failed" = "pipes.connected_account.connection_failed",
): void {
  world.emit(event, {
    object: "connection_failed",
    data_integration_id: who.data_integration_id,
    provider_slug: world.get(dataIntegrations, who.data_integration_id).slug,
    user_id: who.user_id,
    organization_id: who.organization_id,
    error_code: failure.error_code,
    error_reason: failure.error_reason ?? null,
    provider_error: failure.provider_error ?? null,
    provider_error_description: failure.provider_error_description ?? null,
    created_at: world.clock.iso(),
  });
}
