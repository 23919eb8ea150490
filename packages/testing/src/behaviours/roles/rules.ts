import type { Permission } from "../../generated/schemas.ts";
import { invalid, notFound, refused } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { organizationRoles } from "../organization-roles/table.ts";
import { permissions } from "../permissions/table.ts";
import { roles } from "./table.ts";

/** What the dashboard makes a role from. */
export interface RoleInput {
  /** @default a new id */
  readonly id?: string;
  readonly slug: string;
  /** @default the slug */
  readonly name?: string;
  readonly description?: string | null;
  /** @default "organization" */
  readonly resource_type_slug?: string;
  /** Slugs; those that do not exist yet are made. */
  readonly permissions?: readonly string[];
}

/** Inferred (facts: behaviours 18 names the characters, not the refusal): `bad_request`. */
export function refuseBadSlug(slug: string, pattern = /^[a-z0-9_-]+$/): void {
  if (!pattern.test(slug)) throw badRequest(`The slug "${slug}" has characters that are not allowed.`);
}

/** Inferred: a blank name is what `bad_request` stands for on changes. */
export function refuseBlankName(name: string | undefined): void {
  if (name !== undefined && name.trim() === "") throw badRequest("The name is blank.");
}

export function badRequest(message: string) {
  return refused(400, "bad_request", message);
}

/** The permission of a slug. @throws a 404 when there is none. */
export function permissionOf(world: World, slug: string): Permission {
  const permission = world.findBy(permissions, "slug", slug);
  if (!permission) throw notFound("Permission", slug);
  return permission;
}

/** Slugs once each. @throws a 422 when one is not known (404 or 422: facts, behaviours 18). */
export function knownPermissions(world: World, slugs: readonly string[]): string[] {
  const issues = slugs.flatMap((slug, index) =>
    world.findBy(permissions, "slug", slug) ? [] : [{ field: `permissions.${index}`, code: "unknown_permission" }],
  );
  if (issues.length > 0) throw invalid(issues);
  return [...new Set(slugs)];
}

/** Makes the permissions that are missing: a seed names roles without listing permissions first. */
export function ensurePermissions(world: World, slugs: readonly string[], type: string): string[] {
  for (const slug of slugs)
    if (!world.findBy(permissions, "slug", slug))
      world.insert(permissions, { slug, name: slug, description: null, system: false, resource_type_slug: type });
  return [...new Set(slugs)];
}

/** Takes a permission from every role that holds it. */
export function dropPermission(world: World, slug: string): void {
  const without = (slugs: readonly string[]) => slugs.filter((each) => each !== slug);
  for (const row of world.rows(roles, { where: { permission: slug } }))
    world.update(roles, row.id, { permissions: without(row.permissions) });
  for (const row of world.rows(organizationRoles, { where: { permission: slug } }))
    world.update(organizationRoles, row.id, { permissions: without(row.permissions) });
}
