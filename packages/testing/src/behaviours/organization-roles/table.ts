import type { EventOrganizationRole, Role } from "../../generated/schemas.ts";
import { refused } from "../../problem.ts";
import { defineTable } from "../../world/definition.ts";

/** A role that one organization has for itself. */
export interface OrganizationRoleRow extends Role {
  readonly organization_id: string;
}

export const organizationRoles = defineTable<OrganizationRoleRow, Role>({
  name: "organization_roles",
  label: "Role",
  prefix: "role",
  object: "role",
  indexes: { organization_id: (row) => row.organization_id, permission: (row) => row.permissions },
  unique: { slug: (row) => `${row.organization_id} ${row.slug}` },
  parents: { organizations: "organization_id" },
  events: {
    created: "organization_role.created",
    updated: "organization_role.updated",
    deleted: "organization_role.deleted",
  },
  present: ({ organization_id: _, ...role }) => role,
  toEvent: ({ id: _, type: __, ...row }): EventOrganizationRole => ({ ...row, object: "organization_role" }),
  clash: (_, row) => organizationRoleConflict(row.slug),
});

export function organizationRoleConflict(slug: string) {
  return refused(409, "organization_role_slug_conflict", `A role with the slug "${slug}" exists already.`);
}
