import type { GroupRoleAssignment, GroupRoleAssignmentEntry } from "../../generated/schemas.ts";
import { notFound } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { chosenResource, type ResourceChoice } from "../authorization-resources/find-resource.ts";
import { defineResource } from "../behaviour.ts";
import { findGroup, type GroupRef } from "../groups/find-member.ts";
import { memberIds } from "../groups/rules.ts";
import { type GroupRow, groups } from "../groups/table.ts";
import { assignRole, refuseUnfitRole } from "../role-assignments/rules.ts";
import { type GroupRoleAssignmentRow, groupRoleAssignments } from "./table.ts";

/** What the dashboard makes a group's assignment from; no resource field means the organization itself. */
export interface GroupRoleAssignmentInput extends ResourceChoice {
  /** @default a new id */
  readonly id?: string;
  readonly group: GroupRef;
  readonly role_slug: string;
}

export const groupRoleAssignmentsResource = defineResource({
  tables: [groupRoleAssignments],
  behaviours: {
    listGroupRoleAssignments: ({ world, path, query }) => {
      const { id } = world.get(groups, path.group_id);
      return world.list(groupRoleAssignments, query, { where: { group_id: id } });
    },
    createGroupRoleAssignment: ({ world, path, body }) => create(world, world.get(groups, path.group_id), body),
    replaceGroupRoleAssignments: ({ world, path, body }) => {
      const group = world.get(groups, path.group_id);
      replaceAll(world, group, body.role_assignments);
      return world.list(groupRoleAssignments, { limit: 100 }, { where: { group_id: group.id } });
    },
    removeGroupRole: ({ world, path, body }) => {
      const group = world.get(groups, path.group_id);
      const resource = chosenResource(world, group.organization_id, body);
      const row = world.findBy(groupRoleAssignments, "triple", `${group.id} ${body.role_slug} ${resource.id}`);
      if (!row) throw notFound(groupRoleAssignments.label, body.role_slug);
      world.remove(groupRoleAssignments, row.id);
      return undefined;
    },
    getGroupRoleAssignment: ({ world, path }) => world.present(groupRoleAssignments, getRow(world, path)),
    deleteGroupRoleAssignment: ({ world, path }) => {
      world.remove(groupRoleAssignments, getRow(world, path).id);
      return undefined;
    },
  },
  dashboard: (world) => ({
    /** Gives a group a role on a resource the way the API does; an id of one's own may be given. */
    create: (input: GroupRoleAssignmentInput): GroupRoleAssignment =>
      create(world, findGroup(world, input.group), input),
  }),
});

function create(
  world: World,
  group: GroupRow,
  input: GroupRoleAssignmentEntry & { readonly id?: string },
): GroupRoleAssignment {
  const resource = chosenResource(world, group.organization_id, input);
  refuseUnfitRole(world, resource, input.role_slug);
  return world.present(groupRoleAssignments, give(world, group, input.role_slug, resource.id, input.id));
}

/** Gives a group a role, and every member what follows from it. */
function give(world: World, group: GroupRow, slug: string, resourceId: string, id?: string): GroupRoleAssignmentRow {
  const row = world.insert(groupRoleAssignments, {
    id,
    group_id: group.id,
    role_slug: slug,
    resource_id: resourceId,
  });
  for (const member of memberIds(world, group.id)) assignRole(world, member, slug, resourceId, row.id);
  return row;
}

/** Makes the entries the complete set: what stays keeps its id. */
function replaceAll(world: World, group: GroupRow, entries: readonly GroupRoleAssignmentEntry[]): void {
  const wanted = new Map<string, { readonly slug: string; readonly resourceId: string }>();
  for (const entry of entries) {
    const resource = chosenResource(world, group.organization_id, entry);
    refuseUnfitRole(world, resource, entry.role_slug);
    wanted.set(`${entry.role_slug} ${resource.id}`, { slug: entry.role_slug, resourceId: resource.id });
  }
  for (const row of world.rows(groupRoleAssignments, { where: { group_id: group.id } }))
    if (!wanted.delete(`${row.role_slug} ${row.resource_id}`)) world.remove(groupRoleAssignments, row.id);
  for (const { slug, resourceId } of wanted.values()) give(world, group, slug, resourceId);
}

function getRow(
  world: World,
  path: { readonly group_id: string; readonly role_assignment_id: string },
): GroupRoleAssignmentRow {
  const { id } = world.get(groups, path.group_id);
  const row = world.get(groupRoleAssignments, path.role_assignment_id);
  if (row.group_id !== id) throw notFound(groupRoleAssignments.label, row.id);
  return row;
}
