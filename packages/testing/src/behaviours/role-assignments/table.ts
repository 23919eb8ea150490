import type { RoleAssignment } from "../../generated/schemas.ts";
import { defineTable } from "../../world/definition.ts";
import { resourceRef } from "../authorization-resources/table.ts";

/** A role that a membership has on a resource: given to it, or through a group. */
export type RoleAssignmentRow = Omit<RoleAssignment, "role" | "resource" | "source"> & {
  readonly role_slug: string;
  readonly resource_id: string;
  /** The group's assignment that this one follows from; null when direct. */
  readonly group_role_assignment_id: string | null;
};

export const roleAssignments = defineTable<RoleAssignmentRow, RoleAssignment>({
  name: "role_assignments",
  label: "Role assignment",
  prefix: "role_assignment",
  object: "role_assignment",
  indexes: {
    organization_membership_id: (row) => row.organization_membership_id,
    resource_id: (row) => row.resource_id,
    role_slug: (row) => row.role_slug,
    group_role_assignment_id: (row) => row.group_role_assignment_id,
  },
  parents: {
    organization_memberships: "organization_membership_id",
    authorization_resources: "resource_id",
    group_role_assignments: "group_role_assignment_id",
  },
  present: (row, world) => ({
    object: "role_assignment",
    id: row.id,
    organization_membership_id: row.organization_membership_id,
    role: { slug: row.role_slug },
    resource: resourceRef(world, row.resource_id),
    source: {
      type: row.group_role_assignment_id === null ? "direct" : "group",
      group_role_assignment_id: row.group_role_assignment_id,
    },
    created_at: row.created_at,
    updated_at: row.updated_at,
  }),
});
