import type { ApiKey } from "../../generated/schemas.ts";
import { invalid } from "../../problem.ts";
import { toIso } from "../../world/clock.ts";
import type { World } from "../../world/world.ts";
import { membershipOf } from "../organization-memberships/rules.ts";
import { organizationMemberships } from "../organization-memberships/table.ts";
import { permissions } from "../permissions/table.ts";
import { type ApiKeyRow, apiKeys } from "./table.ts";

interface NewKey {
  readonly name: string;
  readonly permissions?: readonly string[] | undefined;
  readonly expires_at?: string | undefined;
  readonly id?: string | undefined;
  /** @default a new value */
  readonly value?: string | undefined;
}

/** Makes a key; its value is shown in this answer and never again (facts: behaviours 19). */
export function createKey(world: World, owner: ApiKey["owner"], input: NewKey): ApiKeyRow {
  if (input.expires_at !== undefined && !(Date.parse(input.expires_at) > world.clock.now()))
    throw invalid([{ field: "expires_at", code: "must_be_in_the_future" }]);
  const value = input.value ?? `sk_${world.random.token(32)}`;
  const membership = owner.type === "user" ? membershipOf(world, owner.id, owner.organization_id) : undefined;
  return world.insert(apiKeys, {
    id: input.id,
    owner,
    name: input.name,
    value,
    obfuscated_value: `sk_...${value.slice(-4)}`,
    last_used_at: null,
    expires_at: input.expires_at === undefined ? null : toIso(input.expires_at),
    permissions: [...(input.permissions ?? [])],
    organization_membership_id: membership?.id,
  });
}

/** Refuses permissions that do not exist; the body's form differs between the two operations. */
export function refuseUnknownPermissions(world: World, slugs: readonly string[] | undefined, status: number): void {
  const unknown = (slugs ?? []).filter((slug) => !world.findBy(permissions, "slug", slug));
  if (unknown.length > 0) throw invalid([{ field: "permissions", code: "unknown_permission" }], { status });
}

/** A user's key needs an active membership in the organization (facts: behaviours 19). */
export function refuseWithoutMembership(world: World, user: string, organization: string): void {
  if (membershipOf(world, user, organization)?.status !== "active")
    throw invalid([{ field: "organization_id", code: "no_active_membership" }], { status: 400 });
}

/** The key of that value while it is good; using it is noted, without an event. */
export function useKey(world: World, value: string): ApiKey | null {
  const row = world.findBy(apiKeys, "value", value);
  if (!row || isExpired(world, row) || !isOfActiveMember(world, row)) return null;
  const used = world.update(apiKeys, row.id, { last_used_at: world.clock.iso() }, { isSilent: true });
  return world.present(apiKeys, used);
}

/** Inferred: what needs an active membership to be made, needs one to be good. */
function isOfActiveMember(world: World, row: ApiKeyRow): boolean {
  const membership = world.find(organizationMemberships, row.organization_membership_id);
  return membership === undefined || membership.status === "active";
}

/** Ends a key now, which revokes it, or later; null clears a planned end (facts: events). */
export function expireKey(world: World, row: ApiKeyRow, at: string | null | undefined): ApiKey {
  const isNow = at === undefined || (at !== null && Date.parse(at) <= world.clock.now());
  if (!isNow) return world.present(apiKeys, world.update(apiKeys, row.id, { expires_at: at && toIso(at) }));
  const ended = world.update(apiKeys, row.id, { expires_at: world.clock.iso() }, { isSilent: true });
  const key = world.present(apiKeys, ended);
  world.emit("api_key.revoked", key);
  return key;
}

export function isExpired(world: World, row: ApiKeyRow): boolean {
  return row.expires_at !== null && Date.parse(row.expires_at) <= world.clock.now();
}
