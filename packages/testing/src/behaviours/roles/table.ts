import type { EventRole, Role } from "../../generated/schemas.ts";
import { notFound, refused } from "../../problem.ts";
import { defineTable } from "../../world/definition.ts";

/** A role of the environment, stored in its wire form. */
export type RoleRow = Role;

export const roles = defineTable<RoleRow>({
  name: "roles",
  label: "Role",
  prefix: "role",
  object: "role",
  indexes: { permission: (row) => row.permissions },
  unique: { slug: (row) => row.slug },
  events: { created: "role.created", updated: "role.updated", deleted: "role.deleted" },
  toEvent: ({ object, slug, resource_type_slug, permissions, created_at, updated_at }): EventRole => ({
    object,
    slug,
    resource_type_slug,
    permissions,
    created_at,
    updated_at,
  }),
  notFound: (slug) => notFound("Role", slug),
  clash: (_, row) => roleConflict(row.slug),
});

export function roleConflict(slug: string) {
  return refused(409, "role_slug_conflict", `A role with the slug "${slug}" exists already.`);
}
