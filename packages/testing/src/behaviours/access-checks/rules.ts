import type { World } from "../../world/world.ts";
import { withAncestors } from "../authorization-resources/find-resource.ts";
import { organizationType } from "../authorization-resources/resource-types.ts";
import type { ResourceRow } from "../authorization-resources/table.ts";
import type { MembershipRow } from "../organization-memberships/table.ts";
import { roleAssignments } from "../role-assignments/table.ts";
import { findRole } from "../roles/find-role.ts";

/**
 * What a membership may do on a resource: the permissions of its roles there and on everything above, direct or
 * through a group, and of its roles in the organization (facts: behaviours 18). A permission counts wherever a role
 * that holds it reaches: its own resource type is not compared (inferred). Only active members may do anything
 * (inferred).
 */
export function permissionsOn(world: World, membership: MembershipRow, resource: ResourceRow): Set<string> {
  if (membership.status !== "active" || membership.organization_id !== resource.organization_id) return new Set();
  return permissionsOfRoles(
    world,
    membership.organization_id,
    rolesOn(world, membership, withAncestors(world, resource)),
  );
}

/** Whether any role on exactly these resources grants a permission. */
export function isGranted(
  world: World,
  membership: MembershipRow,
  resources: readonly ResourceRow[],
  permission: string,
): boolean {
  if (membership.status !== "active") return false;
  const slugs = rolesOn(world, membership, resources);
  return permissionsOfRoles(world, membership.organization_id, slugs).has(permission);
}

/** Slugs of the roles a membership has on these resources; those of the membership itself are on the organization. */
function rolesOn(world: World, membership: MembershipRow, resources: readonly ResourceRow[]): string[] {
  const ids = new Set(resources.map(({ id }) => id));
  const assigned = world.rows(roleAssignments, {
    where: { organization_membership_id: membership.id },
    filter: (row) => ids.has(row.resource_id),
  });
  const isOrganization = resources.some((resource) => resource.resource_type_slug === organizationType);
  return [...assigned.map((row) => row.role_slug), ...(isOrganization ? membership.role_slugs : [])];
}

function permissionsOfRoles(world: World, organizationId: string, slugs: readonly string[]): Set<string> {
  return new Set([...new Set(slugs)].flatMap((slug) => findRole(world, organizationId, slug)?.permissions ?? []));
}
