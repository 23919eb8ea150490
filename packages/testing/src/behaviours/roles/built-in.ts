import type { Role } from "../../generated/schemas.ts";
import { notFound } from "../../problem.ts";
import { freezeDeeply } from "../../world/plain.ts";
import type { World } from "../../world/world.ts";
import { type RoleRow, roles } from "./table.ts";

/** Every environment begins with these; they become rows when somebody changes them. */
const builtIn: readonly RoleRow[] = [builtInRole("admin", "Admin", 1), builtInRole("member", "Member", 2)];

function builtInRole(slug: string, name: string, number: number): RoleRow {
  const made = "2025-01-01T00:00:00.000Z";
  return freezeDeeply({
    object: "role",
    id: `role_${String(number).padStart(26, "0")}`,
    slug,
    name,
    description: null,
    type: "EnvironmentRole",
    resource_type_slug: "organization",
    permissions: [],
    created_at: made,
    updated_at: made,
  });
}

export function isBuiltIn(slug: string): boolean {
  return builtIn.some((role) => role.slug === slug);
}

/** Roles of the environment by priority; inferred: the built-in ones, then the others by age. */
export function environmentRoles(world: World): Role[] {
  const first = builtIn.map((role) => world.findBy(roles, "slug", role.slug) ?? role);
  return [...first, ...world.rows(roles, { filter: (row) => !isBuiltIn(row.slug) })];
}

/** A role of the environment by its slug. */
export function findEnvironmentRole(world: World, slug: string): RoleRow | undefined {
  return world.findBy(roles, "slug", slug) ?? builtIn.find((role) => role.slug === slug);
}

/** The same. @throws a 404 when there is none. */
export function getEnvironmentRole(world: World, slug: string): RoleRow {
  const role = findEnvironmentRole(world, slug);
  if (!role) throw notFound("Role", slug);
  return role;
}

/** The same, as a row that can be changed: call it when nothing else can go wrong. */
export function environmentRoleRow(world: World, slug: string): RoleRow {
  const role = getEnvironmentRole(world, slug);
  return world.find(roles, role.id) ?? world.insert(roles, role, { isSilent: true });
}
