import { invalid } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import type { ResourceRow } from "../authorization-resources/table.ts";
import { getRole } from "../roles/find-role.ts";
import { type RoleAssignmentRow, roleAssignments } from "./table.ts";

/** @throws a 404 for an unknown role, a 422 (inferred) for one that is meant for resources of another type. */
export function refuseUnfitRole(world: World, resource: ResourceRow, slug: string): void {
  const role = getRole(world, resource.organization_id, slug);
  if (role.resource_type_slug !== resource.resource_type_slug)
    throw invalid([
      {
        field: "role_slug",
        code: "invalid_resource_type",
        message: `The role "${slug}" is for resources of type ${role.resource_type_slug}.`,
      },
    ]);
}

/** Assignments of one membership that fit; there are few of them. */
export function assignmentsOf(
  world: World,
  membershipId: string,
  filter: (row: RoleAssignmentRow) => boolean,
): RoleAssignmentRow[] {
  return world.rows(roleAssignments, { where: { organization_membership_id: membershipId }, filter });
}

/** Gives a membership a role on a resource; a second time changes nothing (inferred: no conflict is documented). */
export function assignRole(
  world: World,
  membershipId: string,
  slug: string,
  resourceId: string,
  groupAssignmentId: string | null = null,
  id?: string,
): RoleAssignmentRow {
  const [known] = assignmentsOf(
    world,
    membershipId,
    (row) =>
      row.role_slug === slug && row.resource_id === resourceId && row.group_role_assignment_id === groupAssignmentId,
  );
  return (
    known ??
    world.insert(roleAssignments, {
      id,
      organization_membership_id: membershipId,
      role_slug: slug,
      resource_id: resourceId,
      group_role_assignment_id: groupAssignmentId,
    })
  );
}
