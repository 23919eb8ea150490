import type { Role } from "../../generated/schemas.ts";
import { defineTable } from "../../world/definition.ts";

/** A role as stored; roles of the environment belong to no organization. */
export interface RoleRow extends Role {
  readonly organization_id?: string;
}

export const roles = defineTable<RoleRow, Role>({
  name: "roles",
  label: "Role",
  prefix: "role",
  object: "role",
  indexes: { organization_id: (row) => row.organization_id },
  unique: { slug: (row) => `${row.organization_id ?? ""} ${row.slug}` },
  parents: { organizations: { index: "organization_id", isSilent: true } },
  present: ({ organization_id: _, ...role }) => role,
});
