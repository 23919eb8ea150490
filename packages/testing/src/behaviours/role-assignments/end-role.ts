import { refused } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { authorizationResources } from "../authorization-resources/table.ts";
import { groupRoleAssignments } from "../group-role-assignments/table.ts";
import { defaultRole } from "../organization-memberships/role-slugs.ts";
import { organizationMemberships } from "../organization-memberships/table.ts";
import { roleAssignments } from "./table.ts";

/** @throws a 409 while a membership or a group of the organization has the role. */
export function refuseRoleInUse(world: World, organizationId: string, slug: string): void {
  const isHere = ({ resource_id }: { resource_id: string }) =>
    world.find(authorizationResources, resource_id)?.organization_id === organizationId;
  const where = { role_slug: slug };
  if (world.rows(groupRoleAssignments, { where, filter: isHere }).length > 0)
    throw refused(409, "role_has_group_role_mappings", `Groups have the role "${slug}".`);
  const holders = world.rows(organizationMemberships, {
    where: { organization_id: organizationId },
    filter: (row) => row.role_slugs.includes(slug),
  });
  if (holders.length > 0 || world.rows(roleAssignments, { where, filter: isHere }).length > 0)
    throw refused(409, "role_has_assignments", `Memberships have the role "${slug}".`);
}

/** Takes a role of the environment from all who have it; members left without one get the default (facts: 18). */
export function endRole(world: World, slug: string): void {
  for (const row of world.rows(groupRoleAssignments, { where: { role_slug: slug } }))
    world.remove(groupRoleAssignments, row.id);
  for (const row of world.rows(roleAssignments, { where: { role_slug: slug } })) world.remove(roleAssignments, row.id);
  const holders = world.rows(organizationMemberships, { filter: (row) => row.role_slugs.includes(slug) });
  for (const row of holders) {
    const left = row.role_slugs.filter((each) => each !== slug);
    world.update(organizationMemberships, row.id, { role_slugs: left.length > 0 ? left : [defaultRole] });
  }
}
