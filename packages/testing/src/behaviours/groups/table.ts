import type { Group, GroupMembershipRef } from "../../generated/schemas.ts";
import { refusedPlainly } from "../../problem.ts";
import { defineCell, defineTable } from "../../world/definition.ts";
import { dropDerivedRoles } from "../group-role-assignments/derive.ts";

/** A group, stored in its wire form. */
export type GroupRow = Group;

export const groups = defineTable<GroupRow>({
  name: "groups",
  label: "Group",
  prefix: "group",
  object: "group",
  indexes: { organization_id: (row) => row.organization_id },
  parents: { organizations: "organization_id" },
  events: { created: "group.created", updated: "group.updated", deleted: "group.deleted" },
});

/** A membership's place in a group. */
export interface GroupMemberRow {
  readonly id: string;
  readonly created_at: string;
  readonly group_id: string;
  readonly organization_membership_id: string;
}

export const groupMembers = defineTable<GroupMemberRow>({
  name: "group_members",
  label: "Group member",
  prefix: "group_member",
  isImmutable: true,
  indexes: {
    group_id: (row) => row.group_id,
    organization_membership_id: (row) => row.organization_membership_id,
  },
  unique: { pair: (row) => `${row.group_id} ${row.organization_membership_id}` },
  // Inferred, as with directory groups: a group that goes says nothing of its members.
  parents: {
    groups: { index: "group_id", isSilent: true },
    organization_memberships: "organization_membership_id",
  },
  events: { created: "group.member_added", deleted: "group.member_removed" },
  toEvent: ({ group_id, organization_membership_id }): GroupMembershipRef => ({ group_id, organization_membership_id }),
  clash: () => refusedPlainly(409, "The membership is in the group already."),
  removed: (row, world) => dropDerivedRoles(world, row.group_id, row.organization_membership_id),
});

/** Most members a group may have; the API's figure is not documented, null sets none. */
export const memberLimit = defineCell<number | null>("group_member_limit", null);
