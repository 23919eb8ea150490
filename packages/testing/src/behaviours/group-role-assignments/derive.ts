import type { World } from "../../world/world.ts";
import { assignmentsOf, assignRole } from "../role-assignments/rules.ts";
import { roleAssignments } from "../role-assignments/table.ts";
import { groupRoleAssignments } from "./table.ts";

/** Gives a membership what its new group has. */
export function addDerivedRoles(world: World, groupId: string, membershipId: string): void {
  for (const row of world.rows(groupRoleAssignments, { where: { group_id: groupId } }))
    assignRole(world, membershipId, row.role_slug, row.resource_id, row.id);
}

/** Takes from a membership what it had through a group. */
export function dropDerivedRoles(world: World, groupId: string, membershipId: string): void {
  const isOfGroup = (id: string | null) => world.find(groupRoleAssignments, id)?.group_id === groupId;
  for (const row of assignmentsOf(world, membershipId, (each) => isOfGroup(each.group_role_assignment_id)))
    world.remove(roleAssignments, row.id);
}
