import type { OrganizationRoleCreate, Role } from "../../generated/schemas.ts";
import { notFound } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { organizationType, refuseUnknownType } from "../authorization-resources/resource-types.ts";
import { defineResource } from "../behaviour.ts";
import { findOrganization, type OrganizationRef, organizations } from "../organizations/table.ts";
import { refuseRoleInUse } from "../role-assignments/end-role.ts";
import { environmentRoles, findEnvironmentRole } from "../roles/built-in.ts";
import { getRole } from "../roles/find-role.ts";
import {
  badRequest,
  ensurePermissions,
  knownPermissions,
  permissionOf,
  type RoleInput,
  refuseBadSlug,
  refuseBlankName,
} from "../roles/rules.ts";
import { type OrganizationRoleRow, organizationRoleConflict, organizationRoles } from "./table.ts";

/** What the dashboard makes an organization's role from. */
export type OrganizationRoleInput = Omit<RoleInput, "slug"> & {
  readonly organization: OrganizationRef;
  /** @default made from the name */
  readonly slug?: string;
};

export const organizationRolesResource = defineResource({
  tables: [organizationRoles],
  behaviours: {
    listOrganizationRoles: ({ world, path }) => {
      const { id } = world.get(organizations, path.organization_id);
      const own = world.rows(organizationRoles, { where: { organization_id: id } });
      const shown = own.map((row) => world.present(organizationRoles, row));
      return { object: "list", data: [...environmentRoles(world), ...shown] };
    },
    createOrganizationRole: ({ world, path, body }) => {
      const { id } = world.get(organizations, path.organization_id);
      if (body.slug !== undefined) refuseForeignSlug(body.slug);
      return createRole(world, id, body, []);
    },
    getOrganizationRole: ({ world, path }) => {
      const { id } = world.get(organizations, path.organization_id);
      return getRole(world, id, path.slug);
    },
    updateOrganizationRole: ({ world, path, body }) => {
      refuseBlankName(body.name);
      const { id } = ownRole(world, path.organization_id, path.slug);
      return changeRole(world, id, { name: body.name, description: body.description });
    },
    deleteOrganizationRole: ({ world, path }) => {
      const row = ownRole(world, path.organization_id, path.slug);
      refuseRoleInUse(world, row.organization_id, row.slug);
      world.remove(organizationRoles, row.id);
      return undefined;
    },
    setOrganizationRolePermissions: ({ world, path, body }) => {
      const row = ownRole(world, path.organization_id, path.role_slug, notFound("Role", path.role_slug));
      return changeRole(world, row.id, { permissions: knownPermissions(world, body.permissions) });
    },
    addOrganizationRolePermission: ({ world, path, body }) => {
      const row = ownRole(world, path.organization_id, path.role_slug);
      const { slug } = permissionOf(world, body.slug);
      return changeRole(world, row.id, { permissions: [...new Set([...row.permissions, slug])] });
    },
    removeOrganizationRolePermission: ({ world, path }) => {
      const row = ownRole(world, path.organization_id, path.role_slug, notFound("Role", path.role_slug));
      const permissions = row.permissions.filter((slug) => slug !== path.permission_slug);
      if (permissions.length === row.permissions.length) throw notFound("Permission", path.permission_slug);
      return changeRole(world, row.id, { permissions });
    },
  },
  dashboard: (world) => ({
    /** Makes a role of one organization, permissions included. */
    create(input: OrganizationRoleInput): Role {
      const { organization, permissions = [], name = input.slug ?? "Role", ...fields } = input;
      const { id } = findOrganization(world, organization);
      const type = input.resource_type_slug ?? organizationType;
      return createRole(world, id, { ...fields, name }, ensurePermissions(world, permissions, type));
    },
  }),
});

function createRole(
  world: World,
  organizationId: string,
  body: OrganizationRoleCreate & { readonly id?: string },
  permissions: string[],
): Role {
  refuseBlankName(body.name);
  const slug = body.slug ?? slugOf(world, body.name);
  const type = body.resource_type_slug ?? organizationType;
  refuseUnknownType(world, type);
  if (findEnvironmentRole(world, slug)) throw organizationRoleConflict(slug);
  const row = world.insert(organizationRoles, {
    id: body.id,
    organization_id: organizationId,
    slug,
    name: body.name,
    description: body.description ?? null,
    type: "OrganizationRole",
    resource_type_slug: type,
    permissions,
  });
  return world.present(organizationRoles, row);
}

function refuseForeignSlug(slug: string): void {
  refuseBadSlug(slug);
  if (!slug.startsWith("org-")) throw badRequest('The slug of an organization\'s role begins with "org-".');
}

/** Made from the name and a random end (facts: authorization, CreateOrganizationRoleRequest). */
function slugOf(world: World, name: string): string {
  const base = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  return `org-${base.slice(0, 37).replaceAll(/^-|-$/g, "")}-${world.random.token(6).toLowerCase()}`;
}

/** Inferred: roles of the environment cannot be changed through an organization (facts: behaviours 18, 400 or 404). */
function ownRole(
  world: World,
  organizationId: string,
  slug: string,
  refusal = badRequest(`The role "${slug}" belongs to the environment.`),
): OrganizationRoleRow {
  world.get(organizations, organizationId);
  const own = world.findBy(organizationRoles, "slug", `${organizationId} ${slug}`);
  if (own) return own;
  throw findEnvironmentRole(world, slug) ? refusal : notFound("Role", slug);
}

function changeRole(world: World, id: string, patch: Parameters<typeof world.update<OrganizationRoleRow, Role>>[2]) {
  return world.present(organizationRoles, world.update(organizationRoles, id, patch));
}
