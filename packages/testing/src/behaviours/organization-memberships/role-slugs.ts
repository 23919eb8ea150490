import { refused } from "../../problem.ts";
import { settings } from "../../world/settings.ts";
import type { World } from "../../world/world.ts";
import { organizationRoles } from "../organization-roles/table.ts";
import { environmentRoles } from "../roles/built-in.ts";
import { findRole } from "../roles/find-role.ts";

/** The role a member has when none was given: the environment's default (facts: behaviours 17). */
export const defaultRole = "member";

/** The slugs asked for, checked; undefined when the body names none. */
export function wantedRoles(
  world: World,
  organizationId: string,
  body: { readonly role_slug?: string; readonly role_slugs?: readonly string[] },
): readonly string[] | undefined {
  const slugs = body.role_slugs ?? (body.role_slug === undefined ? undefined : [body.role_slug]);
  if (!slugs || slugs.length === 0) return undefined;
  if (slugs.length > 1 && !world.read(settings).multiple_roles)
    throw refused(422, "multiple_roles_not_enabled", "The environment gives one role to a membership.");
  for (const slug of slugs) refuseUnusable(world, organizationId, slug);
  return byPriority(world, organizationId, [...new Set(slugs)]);
}

/** The role of an answer is the one of highest priority, whatever the order they were given in (facts: behaviours 17). */
function byPriority(world: World, organizationId: string, slugs: string[]): string[] {
  if (slugs.length < 2) return slugs;
  const own = world.rows(organizationRoles, { where: { organization_id: organizationId } });
  const ranks = new Map([...environmentRoles(world), ...own].map(({ slug }, rank) => [slug, rank]));
  return slugs.sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
}

function refuseUnusable(world: World, organizationId: string, slug: string): void {
  const role = findRole(world, organizationId, slug);
  if (role === undefined) throw refused(422, "invalid_role", `There is no role "${slug}".`);
  if (role.resource_type_slug !== "organization")
    throw refused(422, "sub_resource_scoped_role_not_allowed", `The role "${slug}" belongs to a sub-resource.`, {
      role_slug: slug,
    });
}
