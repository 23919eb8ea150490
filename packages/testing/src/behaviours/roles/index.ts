import type { Role } from "../../generated/schemas.ts";
import { refusedPlainly } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { organizationType, refuseUnknownType } from "../authorization-resources/resource-types.ts";
import { defineResource } from "../behaviour.ts";
import { endRole } from "../role-assignments/end-role.ts";
import { environmentRoleRow, environmentRoles, getEnvironmentRole, isBuiltIn } from "./built-in.ts";
import {
  badRequest,
  ensurePermissions,
  knownPermissions,
  permissionOf,
  type RoleInput,
  refuseBadSlug,
  refuseBlankName,
} from "./rules.ts";
import { roleConflict, roles } from "./table.ts";

export const rolesResource = defineResource({
  tables: [roles],
  behaviours: {
    listEnvironmentRoles: ({ world }) => ({ object: "list", data: environmentRoles(world) }),
    createEnvironmentRole: ({ world, body }) => {
      refuseBadSlug(body.slug);
      refuseBlankName(body.name);
      return createRole(world, body, []);
    },
    getEnvironmentRole: ({ world, path }) => getEnvironmentRole(world, path.slug),
    updateEnvironmentRole: ({ world, path, body }) => {
      refuseBlankName(body.name);
      const { id } = environmentRoleRow(world, path.slug);
      return world.update(roles, id, { name: body.name, description: body.description });
    },
    setEnvironmentRolePermissions: ({ world, path, body }) => {
      getEnvironmentRole(world, path.role_slug);
      if (body.permissions.includes("")) throw badRequest("A permission's slug is blank.");
      const permissions = knownPermissions(world, body.permissions);
      return world.update(roles, environmentRoleRow(world, path.role_slug).id, { permissions });
    },
    addEnvironmentRolePermission: ({ world, path, body }) => {
      getEnvironmentRole(world, path.role_slug);
      if (body.slug === "") throw badRequest("The permission's slug is blank.");
      const { slug } = permissionOf(world, body.slug);
      const row = environmentRoleRow(world, path.role_slug);
      return world.update(roles, row.id, { permissions: [...new Set([...row.permissions, slug])] });
    },
  },
  dashboard: (world) => ({
    /** Makes a role of the environment, permissions included. */
    create(input: RoleInput): Role {
      if (isBuiltIn(input.slug)) return updateBuiltIn(world, input);
      const type = input.resource_type_slug ?? organizationType;
      return createRole(world, input, ensurePermissions(world, input.permissions ?? [], type));
    },
    /** Removes a role, which the API cannot: who has it alone falls back to `member`. */
    delete({ slug }: { readonly slug: string }): void {
      if (isBuiltIn(slug)) throw refusedPlainly(403, `The role "${slug}" comes with the environment.`);
      const { id } = environmentRoleRow(world, slug);
      endRole(world, slug);
      world.remove(roles, id);
    },
  }),
});

function createRole(
  world: World,
  input: Pick<RoleInput, "id" | "slug" | "name" | "description" | "resource_type_slug">,
  permissions: string[],
): Role {
  if (isBuiltIn(input.slug)) throw roleConflict(input.slug);
  const type = input.resource_type_slug ?? organizationType;
  refuseUnknownType(world, type);
  return world.insert(roles, {
    id: input.id,
    slug: input.slug,
    name: input.name ?? input.slug,
    description: input.description ?? null,
    type: "EnvironmentRole",
    resource_type_slug: type,
    permissions,
  });
}

/** A seed that names a role every environment has fills it in. */
function updateBuiltIn(world: World, input: RoleInput): Role {
  const row = environmentRoleRow(world, input.slug);
  return world.update(roles, row.id, {
    name: input.name,
    description: input.description,
    permissions: input.permissions && ensurePermissions(world, input.permissions, organizationType),
  });
}
