import type { Group, GroupCreate, GroupMember } from "../../generated/schemas.ts";
import { notFound } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { organizationMemberships } from "../organization-memberships/table.ts";
import { findOrganization, type OrganizationRef, organizations } from "../organizations/table.ts";
import { badRequest } from "../roles/rules.ts";
import type { UserRef } from "../users/find-user.ts";
import { findMember } from "./find-member.ts";
import { addMember, fittingMembership, getGroup, memberIds } from "./rules.ts";
import { groupMembers, groups, memberLimit } from "./table.ts";

/** What the dashboard makes a group from. */
export interface GroupInput extends GroupCreate {
  /** @default a new id */
  readonly id?: string;
  readonly organization: OrganizationRef;
  /** Who is in it from the beginning: ids of memberships, or users who are members of the organization. */
  readonly members?: readonly UserRef[];
}

export const groupsResource = defineResource({
  tables: [groups, groupMembers],
  behaviours: {
    listGroups: ({ world, path, query }) => {
      const { id } = world.get(organizations, path.organization_id);
      return world.list(groups, query, { where: { organization_id: id } });
    },
    createGroup: ({ world, path, body }) => createGroup(world, path.organization_id, body),
    getGroup: ({ world, path }) => getGroup(world, path.organization_id, path.id),
    updateGroup: ({ world, path, body }) => {
      const { id } = getGroup(world, path.organization_id, path.id);
      refuseBlankName(body.name);
      return world.update(groups, id, { name: body.name, description: body.description });
    },
    deleteGroup: ({ world, path }) => {
      world.remove(groups, getGroup(world, path.organization_id, path.id).id);
      return undefined;
    },
    addGroupMember: ({ world, path, body }) => {
      const group = getGroup(world, path.organization_id, path.group_id);
      addMember(world, group, body.organization_membership_id);
      return group;
    },
    listGroupMembers: ({ world, path, query }) => {
      const group = getGroup(world, path.organization_id, path.group_id);
      const members = new Set(memberIds(world, group.id));
      const list = world.list(organizationMemberships, query, {
        where: { organization_id: group.organization_id },
        filter: (row) => members.has(row.id),
      });
      return { ...list, data: list.data.map(({ role: _, roles: __, user: ___, ...member }): GroupMember => member) };
    },
    removeGroupMember: ({ world, path }) => {
      const group = getGroup(world, path.organization_id, path.group_id);
      const { id } = fittingMembership(world, group, path.organization_membership_id);
      const row = world.findBy(groupMembers, "pair", `${group.id} ${id}`);
      if (!row) throw notFound("Organization membership", id);
      world.remove(groupMembers, row.id);
      return undefined;
    },
  },
  dashboard: (world) => ({
    /** Makes a group, members included. */
    create(input: GroupInput): Group {
      const { organization, members = [], ...fields } = input;
      const group = createGroup(world, findOrganization(world, organization).id, fields);
      for (const member of members) addMember(world, group, findMember(world, group.organization_id, member).id);
      return group;
    },
    /** Sets how many members a group may have, to provoke `group_membership_limit_exceeded`; null for no limit. */
    limitMembers: ({ limit }: { readonly limit: number | null }): void => world.write(memberLimit, limit),
  }),
});

function createGroup(world: World, organizationId: string, body: GroupCreate & { readonly id?: string }): Group {
  const { id } = world.get(organizations, organizationId);
  refuseBlankName(body.name);
  const { name, description = null } = body;
  return world.insert(groups, { id: body.id, organization_id: id, name, description });
}

/** Inferred: a blank name is what `bad_request` stands for. */
function refuseBlankName(name: string | undefined): void {
  if (name !== undefined && name.trim() === "") throw badRequest("The name is blank.");
}
