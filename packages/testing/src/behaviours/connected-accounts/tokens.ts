import type { ConnectedAccountWrite } from "../../generated/schemas.ts";
import { invalid } from "../../problem.ts";
import { toIso } from "../../world/clock.ts";
import type { World } from "../../world/world.ts";
import type { DataIntegrationRow } from "../data-integrations/table.ts";
import { scopesFor } from "../organization-data-integrations/overrides.ts";
import { accountsOf, type Holder, ownership } from "./owner.ts";
import { announce, type ConnectedAccountRow, connectedAccounts } from "./table.ts";

/** Tokens are renewed this long before they run out. Inferred: the guide only says "near expiry". */
const refreshAheadMs = 60_000;
const tokenLifetimeMs = 60 * 60 * 1000;

/** What is known of a connection that comes from elsewhere. */
export interface ImportedTokens extends ConnectedAccountWrite {
  readonly id?: string;
  readonly account_identifier?: string;
  readonly account_display_name?: string;
}

/** Which combinations are accepted, and what state they make (facts: behaviours 24). */
function stateOf(input: ConnectedAccountWrite): "connected" | "needs_reauthorization" {
  if (input.access_token !== undefined && input.expires_at !== undefined && input.refresh_token === undefined)
    throw invalid([
      { field: "refresh_token", code: "required", message: "A token that expires needs a refresh_token." },
    ]);
  return input.state ?? (input.access_token === undefined ? "needs_reauthorization" : "connected");
}

/** Takes over a connection with the tokens it has. */
export function importAccount(
  world: World,
  integration: DataIntegrationRow,
  holder: Holder,
  input: ImportedTokens,
): ConnectedAccountRow {
  const state = stateOf(input);
  const isFirst = accountsOf(world, integration, holder).length === 0;
  const row = world.insert(connectedAccounts, {
    id: input.id,
    ...ownership(integration, holder),
    auth_method: "oauth",
    connection_role: isFirst ? "compatibility" : "standard",
    account_identifier: input.account_identifier,
    account_display_name: input.account_display_name,
    scopes: input.scopes ?? integration.scopes ?? [],
    access_token: input.access_token,
    refresh_token: input.refresh_token,
    expires_at: input.expires_at === undefined ? null : toIso(input.expires_at),
    state,
  });
  if (state === "connected") announce(world, row, "connected");
  return row;
}

/** Replaces tokens, scopes or state; what is not given stays. */
export function replaceTokens(
  world: World,
  known: ConnectedAccountRow,
  input: ConnectedAccountWrite,
): ConnectedAccountRow {
  const hasTokens = input.access_token !== undefined || input.refresh_token !== undefined;
  const row = world.update(connectedAccounts, known.id, {
    access_token: input.access_token,
    refresh_token: input.refresh_token,
    expires_at:
      input.expires_at === undefined ? (input.access_token === undefined ? undefined : null) : toIso(input.expires_at),
    scopes: input.scopes,
    ...(hasTokens && { is_refresh_broken: false }),
    state: input.state ?? (input.access_token === undefined ? undefined : "connected"),
  });
  if (row.state !== known.state)
    announce(world, row, row.state === "connected" ? "connected" : "reauthorization_needed");
  return row;
}

/** Tokens as the provider would give them at the end of its consent page. */
export function grantTokens(world: World): Required<Pick<ConnectedAccountWrite, "access_token" | "refresh_token">> & {
  expires_at: string;
} {
  return {
    access_token: `mock_${world.random.token(32)}`,
    refresh_token: `mock_refresh_${world.random.token(32)}`,
    expires_at: world.clock.iso(tokenLifetimeMs),
  };
}

/** The account with a token that still works, renewed if need be; one that cannot be renewed needs its owner. */
export function freshAccount(world: World, row: ConnectedAccountRow): ConnectedAccountRow {
  const isStale = row.expires_at && Date.parse(row.expires_at) - refreshAheadMs <= world.clock.now();
  if (row.state !== "connected" || (!isStale && row.access_token !== undefined)) return row;
  if (row.refresh_token === undefined || row.is_refresh_broken) return requireReauthorization(world, row);
  return world.update(connectedAccounts, row.id, grantTokens(world));
}

export function requireReauthorization(world: World, row: ConnectedAccountRow): ConnectedAccountRow {
  if (row.state === "needs_reauthorization") return row;
  const changed = world.update(connectedAccounts, row.id, { state: "needs_reauthorization" });
  announce(world, changed, "reauthorization_needed");
  return changed;
}

/** Scopes that are asked for, in the organization if it is one's own choice there, and that the token lacks. */
export function missingScopes(world: World, integration: DataIntegrationRow, row: ConnectedAccountRow): string[] {
  return (scopesFor(world, integration, row.organization_id ?? undefined) ?? []).filter(
    (scope) => !row.scopes.includes(scope),
  );
}
