import type { Permission, PermissionCreate } from "../../generated/schemas.ts";
import { refusedPlainly } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { organizationType, refuseUnknownType } from "../authorization-resources/resource-types.ts";
import { defineResource } from "../behaviour.ts";
import { dropPermission, permissionOf, refuseBadSlug, refuseBlankName } from "../roles/rules.ts";
import { permissions } from "./table.ts";

/** What the dashboard makes a permission from: the API's body, and system permissions too. */
export interface PermissionInput extends Omit<PermissionCreate, "name"> {
  /** @default a new id */
  readonly id?: string;
  /** @default the slug */
  readonly name?: string;
  /** Can be neither changed nor deleted. @default false */
  readonly system?: boolean;
}

export const permissionsResource = defineResource({
  tables: [permissions],
  behaviours: {
    listPermissions: ({ world, query }) => world.list(permissions, query),
    createPermission: ({ world, body }) => {
      refuseBlankName(body.name);
      return createPermission(world, body);
    },
    getPermission: ({ world, path }) => permissionOf(world, path.slug),
    updatePermission: ({ world, path, body }) => {
      const { id } = changeable(world, path.slug);
      return world.update(permissions, id, { name: body.name, description: body.description });
    },
    deletePermission: ({ world, path }) => {
      const { id, slug } = changeable(world, path.slug);
      dropPermission(world, slug);
      world.remove(permissions, id);
      return undefined;
    },
  },
  dashboard: (world) => ({
    /** Makes a permission; system permissions too. */
    create: (input: PermissionInput): Permission => createPermission(world, input),
  }),
});

function createPermission(world: World, input: PermissionInput): Permission {
  refuseBadSlug(input.slug, /^[a-z0-9_:.*-]+$/);
  const type = input.resource_type_slug ?? organizationType;
  refuseUnknownType(world, type);
  return world.insert(permissions, {
    id: input.id,
    slug: input.slug,
    name: input.name ?? input.slug,
    description: input.description ?? null,
    system: input.system ?? false,
    resource_type_slug: type,
  });
}

/** Inferred: 403 for system permissions (facts: authorization, deletePermission). */
function changeable(world: World, slug: string): Permission {
  const permission = permissionOf(world, slug);
  if (permission.system) throw refusedPlainly(403, `The permission "${slug}" is part of the system.`);
  return permission;
}
