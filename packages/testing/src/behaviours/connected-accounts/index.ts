import type { ConnectedAccount } from "../../generated/schemas.ts";
import { notFound, refusedPlainly } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { integrationOf } from "../data-integrations/table.ts";
import { findOrganization, type OrganizationRef } from "../organizations/table.ts";
import { findUser, type UserRef } from "../users/find-user.ts";
import { refuseOtherMethod } from "./keys.ts";
import { accountOf, accountsOf, type Holder, organizationPlace, refuseStranger, userPlace } from "./owner.ts";
import { announceFailure, type ConnectionFailure, connectedAccounts } from "./table.ts";
import { grantTokens, type ImportedTokens, importAccount, replaceTokens, requireReauthorization } from "./tokens.ts";

/** What the dashboard makes a connection from. Without tokens it gets working ones. */
export interface ConnectedAccountInput extends ImportedTokens {
  /** Slug of the integration. */
  readonly provider: string;
  /** Whose connection it is: id, e-mail address or external id. Left out, it is the organization's. */
  readonly user?: UserRef;
  readonly organization?: OrganizationRef;
}

type Place = ReturnType<typeof userPlace>;

export const connectedAccountsResource = defineResource({
  tables: [connectedAccounts],
  behaviours: {
    getConnectedAccount: ({ world, path, query }) =>
      show(world, existing(world, userPlace(world, path, query), query.connected_account_id).id),
    createConnectedAccount: ({ world, path, query, body }) => {
      const place = userPlace(world, path, query);
      refuseOtherMethod(place.integration, "oauth");
      if (accountOf(world, place.integration, place.holder)) throw taken(path.slug);
      return show(world, importAccount(world, place.integration, place.holder, body).id);
    },
    updateConnectedAccount: ({ world, path, query, body }) => {
      const row = existing(world, userPlace(world, path, query), query.connected_account_id);
      return show(world, replaceTokens(world, row, body).id);
    },
    deleteConnectedAccount: ({ world, path, query }) => {
      const row = existing(world, userPlace(world, path, query), query.connected_account_id);
      world.remove(connectedAccounts, row.id);
      return undefined;
    },
    getOrganizationConnectedAccount: ({ world, path, query }) =>
      show(world, existing(world, organizationPlace(world, path), query.connected_account_id).id),
    createOrganizationConnectedAccount: ({ world, path, query, body }) => {
      const { integration, holder } = organizationPlace(world, path, body.user_id);
      refuseOtherMethod(integration, "oauth");
      refuseStranger(world, holder, refusedPlainly(422, "The user is not an active member of the organization."));
      if (query.connection_intent !== "add" && accountOf(world, integration, holder)) throw taken(path.slug);
      return show(world, importAccount(world, integration, holder, body).id);
    },
    updateOrganizationConnectedAccount: ({ world, path, query, body }) => {
      const row = existing(world, organizationPlace(world, path), query.connected_account_id);
      return show(world, replaceTokens(world, row, body).id);
    },
    deleteOrganizationConnectedAccount: ({ world, path, query }) => {
      const row = existing(world, organizationPlace(world, path), query.connected_account_id);
      world.remove(connectedAccounts, row.id);
      return undefined;
    },
  },
  dashboard: (world) => ({
    /** Connects a user or an organization, as if the provider's consent page had been passed. */
    create(input: ConnectedAccountInput): ConnectedAccount {
      const { provider, user, organization, ...tokens } = input;
      const holder: Holder = {
        kind: user === undefined ? "organization" : "user",
        user_id: user && findUser(world, user).id,
        organization_id: organization && findOrganization(world, organization).id,
      };
      const integration = integrationOf(world, provider, holder.kind);
      const hasTokens = tokens.access_token !== undefined || tokens.state !== undefined;
      return show(
        world,
        importAccount(world, integration, holder, hasTokens ? tokens : { ...grantTokens(world), ...tokens }).id,
      );
    },
    /** The provider withdrew its consent: the owner has to connect anew. */
    requireReauthorization: ({ id }: { readonly id: string }): ConnectedAccount =>
      show(world, requireReauthorization(world, world.get(connectedAccounts, id)).id),
    /** The next refresh of the token fails; noticed when the token is next asked for near its expiry. */
    breakRefresh: ({ id }: { readonly id: string }): ConnectedAccount =>
      show(world, world.update(connectedAccounts, id, { is_refresh_broken: true }).id),
    /** Announces a connection that did not come about; with `isAdditional` one beyond the first. */
    fail(input: ConnectionFailure & ConnectedAccountInput & { readonly isAdditional?: boolean }): void {
      const kind = input.user === undefined ? "organization" : "user";
      const integration = integrationOf(world, input.provider, kind);
      const user_id = input.user === undefined ? null : findUser(world, input.user).id;
      const organization_id = input.organization === undefined ? null : findOrganization(world, input.organization).id;
      const who = { data_integration_id: integration.id, user_id, organization_id };
      const hasOne = accountsOf(world, integration, {
        kind,
        user_id: user_id ?? undefined,
        organization_id: organization_id ?? undefined,
      }).some((row) => row.connection_role === "standard");
      if (input.isAdditional) announceFailure(world, who, input, "pipes.account_connection.add_failed");
      else if (hasOne) announceFailure(world, who, input, "pipes.account_connection.connection_failed");
      else announceFailure(world, who, input);
    },
  }),
});

function show(world: World, id: string): ConnectedAccount {
  return world.present(connectedAccounts, world.get(connectedAccounts, id));
}

function existing(world: World, { integration, holder }: Place, id?: string) {
  const row = accountOf(world, integration, holder, id);
  if (!row) throw notFound(connectedAccounts.label, integration.slug);
  return row;
}

function taken(slug: string) {
  return refusedPlainly(409, `There is a connected account for '${slug}' already.`);
}
