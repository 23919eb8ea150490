import { notFound, refused } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { addDerivedRoles } from "../group-role-assignments/derive.ts";
import { type MembershipRow, organizationMemberships } from "../organization-memberships/table.ts";
import { organizations } from "../organizations/table.ts";
import { type GroupRow, groupMembers, groups, memberLimit } from "./table.ts";

/** A group of an organization. @throws a 404 when it is unknown or another organization's. */
export function getGroup(world: World, organizationId: string, id: string): GroupRow {
  world.get(organizations, organizationId);
  const group = world.get(groups, id);
  if (group.organization_id !== organizationId) throw notFound(groups.label, id);
  return group;
}

/** A membership that could be in the group (facts: behaviours 17). @throws a 404 for those of other organizations. */
export function fittingMembership(world: World, group: GroupRow, id: string): MembershipRow {
  const membership = world.get(organizationMemberships, id);
  if (membership.organization_id !== group.organization_id) throw notFound(organizationMemberships.label, id);
  return membership;
}

/** Puts a membership into a group; a second time changes nothing. */
export function addMember(world: World, group: GroupRow, membershipId: string): void {
  const { id } = fittingMembership(world, group, membershipId);
  if (world.findBy(groupMembers, "pair", `${group.id} ${id}`)) return;
  const limit = world.read(memberLimit);
  if (limit !== null && memberIds(world, group.id).length >= limit)
    throw refused(400, "group_membership_limit_exceeded", `A group has at most ${limit} members.`);
  world.insert(groupMembers, { group_id: group.id, organization_membership_id: id });
  addDerivedRoles(world, group.id, id);
}

/** Ids of the memberships in a group. */
export function memberIds(world: World, groupId: string): string[] {
  return world.rows(groupMembers, { where: { group_id: groupId } }).map((row) => row.organization_membership_id);
}
