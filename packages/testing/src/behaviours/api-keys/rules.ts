import type { ApiKey } from "../../generated/schemas.ts";
import { invalid } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { organizationMemberships } from "../organization-memberships/table.ts";
import { permissions } from "../permissions/table.ts";
import { type ApiKeyRow, apiKeys } from "./table.ts";

interface NewKey {
  readonly name: string;
  readonly permissions?: readonly string[] | undefined;
  readonly expires_at?: string | undefined;
  readonly id?: string | undefined;
}

/** Makes a key; its value is shown in this answer and never again (facts: behaviours 19). */
export function createKey(world: World, owner: ApiKey["owner"], input: NewKey): ApiKeyRow {
  if (input.expires_at !== undefined && Date.parse(input.expires_at) <= world.clock.now())
    throw invalid([{ field: "expires_at", code: "must_be_in_the_future" }]);
  const value = `sk_${world.random.token(32)}`;
  return world.insert(apiKeys, {
    id: input.id,
    owner,
    name: input.name,
    value,
    obfuscated_value: `sk_...${value.slice(-4)}`,
    last_used_at: null,
    expires_at: input.expires_at ?? null,
    permissions: [...(input.permissions ?? [])],
  });
}

/** Refuses permissions that do not exist; the body's form differs between the two operations. */
export function refuseUnknownPermissions(world: World, slugs: readonly string[] | undefined, status: number): void {
  const unknown = (slugs ?? []).filter((slug) => !world.rows(permissions, { filter: (row) => row.slug === slug })[0]);
  if (unknown.length > 0) throw invalid([{ field: "permissions", code: "unknown_permission" }], { status });
}

/** A user's key needs an active membership in the organization (facts: behaviours 19). */
export function refuseWithoutMembership(world: World, user: string, organization: string): void {
  const [membership] = world.rows(organizationMemberships, {
    where: { user_id: user, organization_id: organization },
    filter: ({ status }) => status === "active",
  });
  if (!membership) throw invalid([{ field: "organization_id", code: "no_active_membership" }], { status: 400 });
}

/** The key of that value while it is good; using it is noted. */
export function useKey(world: World, value: string): ApiKey | null {
  const row = world.findBy(apiKeys, "value", value);
  if (!row || isExpired(world, row)) return null;
  const used = world.update(apiKeys, row.id, { last_used_at: world.clock.iso() });
  return world.present(apiKeys, used);
}

/** Ends a key now or later, or clears a planned end. */
export function expireKey(world: World, row: ApiKeyRow, at: string | null | undefined): ApiKey {
  const isNow = at === undefined || (at !== null && Date.parse(at) <= world.clock.now());
  const expires_at = isNow ? world.clock.iso() : at;
  const updated = world.present(apiKeys, world.update(apiKeys, row.id, { expires_at }));
  world.emit("api_key.updated", { ...updated, previous_attributes: { expires_at: row.expires_at } });
  return updated;
}

export function isExpired(world: World, row: ApiKeyRow): boolean {
  return row.expires_at !== null && Date.parse(row.expires_at) <= world.clock.now();
}
