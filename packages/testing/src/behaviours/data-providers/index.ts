import type { DataProvider } from "../../generated/schemas.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { accountsOf, type Holder } from "../connected-accounts/owner.ts";
import { type ConnectedAccountRow, connectedAccounts } from "../connected-accounts/table.ts";
import { type DataIntegrationRow, dataIntegrations, providerName } from "../data-integrations/table.ts";
import { isEnabledFor, scopesFor } from "../organization-data-integrations/overrides.ts";
import { organizations } from "../organizations/table.ts";
import { users } from "../users/table.ts";

export const dataProvidersResource = defineResource({
  behaviours: {
    listDataProviders: ({ world, path, query }) => {
      world.get(users, path.user_id);
      if (query.organization_id !== undefined) world.get(organizations, query.organization_id);
      const holder: Holder = { kind: "user", user_id: path.user_id, organization_id: query.organization_id };
      return { object: "list", data: providersOf(world, holder, false) };
    },
    listOrganizationDataProviders: ({ world, path, query }) => {
      world.get(organizations, path.organization_id);
      const holder: Holder = { kind: "organization", organization_id: path.organization_id };
      return { object: "list", data: providersOf(world, holder, query.supports_multiple_connections === true) };
    },
  },
});

/** Inferred: only what is switched on can be connected, so only that is listed. */
function providersOf(world: World, holder: Holder, isMany: boolean): DataProvider[] {
  const offered = world.rows(dataIntegrations, {
    filter: (row) => row.ownership === holder.kind && isEnabledFor(world, row, holder.organization_id),
  });
  return offered.map((row) => providerOf(world, row, holder, isMany));
}

function providerOf(world: World, row: DataIntegrationRow, holder: Holder, isMany: boolean): DataProvider {
  const accounts = accountsOf(world, row, holder);
  const [first] = accounts;
  const scopes = scopesFor(world, row, holder.organization_id);
  // Inferred: without a client of its own the integration uses the vendor's.
  const credentials_type = row.credentials?.type ?? "shared";
  return {
    object: "data_provider",
    id: row.id,
    connection_owner: holder.kind,
    name: providerName(row),
    description: row.description,
    slug: row.slug,
    integration_type: row.integration_type,
    credentials_type,
    scopes: scopes && [...scopes],
    auth_methods: row.auth_methods,
    ownership: holder.kind === "user" ? "userland_user" : "organization",
    created_at: row.created_at,
    updated_at: row.updated_at,
    // The older names of the same fields are still sent (facts: pipes).
    integrationType: row.integration_type,
    credentialsType: credentials_type,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    connected_account: first ? withOlderNames(world, first) : null,
    ...(isMany && { connected_accounts: accounts.map((account) => world.present(connectedAccounts, account)) }),
  };
}

function withOlderNames(world: World, row: ConnectedAccountRow): NonNullable<DataProvider["connected_account"]> {
  const { connection_role, account_identifier, account_display_name, ...shown } = world.present(connectedAccounts, row);
  return {
    ...shown,
    userlandUserId: row.user_id,
    organizationId: row.organization_id,
    createdAt: shown.created_at,
    updatedAt: shown.updated_at ?? shown.created_at,
  };
}
