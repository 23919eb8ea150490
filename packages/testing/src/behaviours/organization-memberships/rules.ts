import type { OrganizationMembershipCreate } from "../../generated/schemas.ts";
import { refused, refusedPlainly } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { organizations } from "../organizations/table.ts";
import { revokeSessions } from "../sessions/rules.ts";
import { users } from "../users/table.ts";
import { defaultRole, wantedRoles } from "./role-slugs.ts";
import { type MembershipRow, organizationMemberships } from "./table.ts";

export function membershipOf(world: World, userId: string, organizationId: string): MembershipRow | undefined {
  return world.findBy(organizationMemberships, "pair", `${userId} ${organizationId}`);
}

/** A user's memberships that let the user in: active ones (facts: behaviours 13). */
export function activeMemberships(world: World, userId: string): MembershipRow[] {
  const where = { user_id: userId };
  return world.rows(organizationMemberships, { where, filter: (row) => row.status === "active" });
}

/** What the dashboard may say beyond the API. */
export interface MembershipExtras {
  readonly id?: string;
  readonly status?: "active" | "inactive" | "pending";
  readonly directory_managed?: boolean;
  readonly custom_attributes?: Record<string, unknown>;
}

/** Makes a user a member; an inactive membership is revived with the given roles. */
export function createMembership(
  world: World,
  body: OrganizationMembershipCreate,
  extras: MembershipExtras = {},
): MembershipRow {
  world.get(users, body.user_id);
  world.get(organizations, body.organization_id);
  const roles = wantedRoles(world, body.organization_id, body) ?? [defaultRole];
  const known = membershipOf(world, body.user_id, body.organization_id);
  if (known?.status === "inactive")
    return world.update(organizationMemberships, known.id, { status: "active", role_slugs: roles });
  if (known?.status === "pending") throw pendingRefusal("reactivate");
  // Not documented; the emulator answers a conflict (facts: behaviours 17).
  if (known) throw refusedPlainly(409, "The user is a member of the organization already.");
  return world.insert(organizationMemberships, {
    id: extras.id,
    user_id: body.user_id,
    organization_id: body.organization_id,
    status: extras.status ?? "active",
    directory_managed: extras.directory_managed ?? false,
    custom_attributes: extras.custom_attributes,
    role_slugs: roles,
  });
}

/**
 * Makes the user a member at a sign-in that provisions. A deactivated one stays so (inferred): to deactivate members of
 * an organization with SSO would be without effect.
 */
export function provisionMembership(world: World, userId: string, organizationId: string): void {
  if (membershipOf(world, userId, organizationId)?.status !== "inactive")
    ensureMembership(world, userId, organizationId);
}

/** Makes the user an active member, whatever the state before. */
export function ensureMembership(world: World, userId: string, organizationId: string, role?: string): MembershipRow {
  const known = membershipOf(world, userId, organizationId);
  const roles = [role ?? defaultRole];
  // Whoever comes back does so with the role of the invitation, as when the membership is made again.
  const given = known?.status === "inactive" && role !== undefined ? { role_slugs: roles } : {};
  if (known) return world.update(organizationMemberships, known.id, { status: "active", ...given });
  return world.insert(organizationMemberships, {
    user_id: userId,
    organization_id: organizationId,
    status: "active",
    directory_managed: false,
    role_slugs: roles,
  });
}

export function deactivateMembership(world: World, id: string): MembershipRow {
  const row = world.get(organizationMemberships, id);
  if (row.status === "pending") throw pendingRefusal("deactivate");
  if (row.status === "inactive") return row;
  const changed = world.update(organizationMemberships, id, { status: "inactive" });
  endSessions(world, row);
  return changed;
}

export function reactivateMembership(world: World, id: string): MembershipRow {
  const row = world.get(organizationMemberships, id);
  if (row.status === "pending") throw pendingRefusal("reactivate");
  return world.update(organizationMemberships, id, { status: "active" });
}

/** Ends the member's sessions in the organization (facts: behaviours 17). */
function endSessions(world: World, row: MembershipRow): void {
  revokeSessions(world, { user_id: row.user_id, organization_id: row.organization_id });
}

function pendingRefusal(verb: "deactivate" | "reactivate") {
  const code = `cannot_${verb}_pending_organization_membership`;
  return refused(400, code, `A pending organization membership cannot be ${verb}d.`);
}
