import type { Role } from "../../generated/schemas.ts";
import { notFound } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { organizationRoles } from "../organization-roles/table.ts";
import { findEnvironmentRole } from "./built-in.ts";

/** A role by its slug as an organization sees it: its own first, then the environment's. */
export function findRole(world: World, organizationId: string, slug: string): Role | undefined {
  const own = world.findBy(organizationRoles, "slug", `${organizationId} ${slug}`);
  return own ? world.present(organizationRoles, own) : findEnvironmentRole(world, slug);
}

/** The same. @throws a 404 when there is none. */
export function getRole(world: World, organizationId: string, slug: string): Role {
  const role = findRole(world, organizationId, slug);
  if (!role) throw notFound("Role", slug);
  return role;
}
