import type { Permission } from "../../generated/schemas.ts";
import { refused } from "../../problem.ts";
import { defineTable } from "../../world/definition.ts";

/** A permission, stored in its wire form. */
export type PermissionRow = Permission;

export const permissions = defineTable<PermissionRow>({
  name: "permissions",
  label: "Permission",
  prefix: "perm",
  object: "permission",
  unique: { slug: (row) => row.slug },
  events: { created: "permission.created", updated: "permission.updated", deleted: "permission.deleted" },
  clash: (_, row) =>
    refused(409, "permission_slug_conflict", `A permission with the slug "${row.slug}" exists already.`),
});
