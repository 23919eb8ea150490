import type { GroupRoleAssignment } from "../../generated/schemas.ts";
import { refused } from "../../problem.ts";
import { defineTable } from "../../world/definition.ts";
import { resourceRef } from "../authorization-resources/table.ts";

/** A role that a group has on a resource; each member's assignment follows from it. */
export type GroupRoleAssignmentRow = Omit<GroupRoleAssignment, "role" | "resource"> & {
  readonly role_slug: string;
  readonly resource_id: string;
};

export const groupRoleAssignments = defineTable<GroupRoleAssignmentRow, GroupRoleAssignment>({
  name: "group_role_assignments",
  label: "Group role assignment",
  prefix: "gra",
  object: "group_role_assignment",
  indexes: {
    group_id: (row) => row.group_id,
    resource_id: (row) => row.resource_id,
    role_slug: (row) => row.role_slug,
  },
  unique: { triple: (row) => `${row.group_id} ${row.role_slug} ${row.resource_id}` },
  parents: { groups: "group_id", authorization_resources: "resource_id" },
  present: (row, world) => ({
    object: "group_role_assignment",
    id: row.id,
    group_id: row.group_id,
    role: { slug: row.role_slug },
    resource: resourceRef(world, row.resource_id),
    created_at: row.created_at,
    updated_at: row.updated_at,
  }),
  clash: () => refused(409, "duplicate_group_role_assignment", "The group has this role on the resource already."),
});
