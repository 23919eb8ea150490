import { notFound, type Problem, refusedPlainly } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { type DataIntegrationRow, integrationOf, type Owner } from "../data-integrations/table.ts";
import { organizationMemberships } from "../organization-memberships/table.ts";
import { organizations } from "../organizations/table.ts";
import { users } from "../users/table.ts";
import { type ConnectedAccountRow, connectedAccounts, holderKey } from "./table.ts";

/** Whose connection is meant. `user_id` of an organization's connection is the member who acts for it. */
export interface Holder {
  readonly kind: Owner;
  readonly user_id?: string | undefined;
  readonly organization_id?: string | undefined;
}

/** The fields by which requests name an integration's holder. */
export interface HolderFields {
  readonly user_id: string;
  readonly connection_owner?: Owner;
  readonly organization_id?: string;
}

/** Reads the holder of a request, and checks that all of it exists. */
export function holderOf(world: World, fields: HolderFields): Holder {
  const kind = fields.connection_owner ?? "user";
  if (kind === "organization" && fields.organization_id === undefined)
    throw refusedPlainly(400, "organization_id is required when the connection belongs to an organization.");
  world.get(users, fields.user_id);
  if (fields.organization_id !== undefined) world.get(organizations, fields.organization_id);
  return { kind, user_id: fields.user_id, organization_id: fields.organization_id };
}

/** Inferred: somebody who is no active member cannot connect for an organization; the spec gives the 403 no cause. */
export function refuseStranger(
  world: World,
  { user_id, organization_id }: Pick<Holder, "user_id" | "organization_id">,
  refusal: Problem = refusedPlainly(403, "The user is not an active member of the organization."),
): void {
  if (user_id !== undefined) world.get(users, user_id);
  if (organization_id === undefined) return;
  world.get(organizations, organization_id);
  if (user_id === undefined) return;
  const membership = world.findBy(organizationMemberships, "pair", `${user_id} ${organization_id}`);
  if (membership?.status !== "active") throw refusal;
}

/** Who a new row belongs to, in its own fields. */
export function ownership(integration: DataIntegrationRow, holder: Holder) {
  return {
    data_integration_id: integration.id,
    provider_slug: integration.slug,
    owner: holder.kind,
    user_id: holder.kind === "user" ? (holder.user_id ?? null) : null,
    organization_id: holder.organization_id ?? null,
  } as const;
}

/** All accounts of a holder at an integration, oldest first. */
export function accountsOf(world: World, integration: DataIntegrationRow, holder: Holder): ConnectedAccountRow[] {
  return world.rows(connectedAccounts, { where: { holder: holderKey(ownership(integration, holder)) } });
}

/** The account a request means: the one it names, else the first. A named one must be the holder's. */
export function accountOf(
  world: World,
  integration: DataIntegrationRow,
  holder: Holder,
  id?: string,
): ConnectedAccountRow | undefined {
  const own = accountsOf(world, integration, holder);
  if (id === undefined) return own[0];
  const named = own.find((row) => row.id === id);
  if (!named) throw notFound(connectedAccounts.label, id);
  return named;
}

/** The integration and holder of a user's path and query. */
export function userPlace(
  world: World,
  path: { readonly user_id: string; readonly slug: string },
  query: { readonly organization_id?: string },
) {
  world.get(users, path.user_id);
  if (query.organization_id !== undefined) world.get(organizations, query.organization_id);
  const holder: Holder = { kind: "user", user_id: path.user_id, organization_id: query.organization_id };
  return { integration: integrationOf(world, path.slug), holder };
}

/** The integration and holder of an organization's path. */
export function organizationPlace(
  world: World,
  path: { readonly organization_id: string; readonly slug: string },
  actor?: string,
) {
  world.get(organizations, path.organization_id);
  const holder: Holder = { kind: "organization", user_id: actor, organization_id: path.organization_id };
  return { integration: integrationOf(world, path.slug, "organization"), holder };
}
