import type { AuthorizationResource, ResourceRef } from "../../generated/schemas.ts";
import { notFound, refused } from "../../problem.ts";
import { defineTable } from "../../world/definition.ts";
import type { World } from "../../world/world.ts";
import { organizations } from "../organizations/table.ts";
import { organizationType } from "./resource-types.ts";

/** A resource, stored in its wire form. */
export type ResourceRow = AuthorizationResource;

export const authorizationResources = defineTable<ResourceRow>({
  name: "authorization_resources",
  label: "Authorization resource",
  prefix: "authz_resource",
  object: "authorization_resource",
  indexes: {
    organization_id: (row) => row.organization_id,
    resource_type_slug: (row) => row.resource_type_slug,
    parent_resource_id: (row) => row.parent_resource_id,
    external_id: (row) => row.external_id,
  },
  unique: { external: (row) => `${row.organization_id} ${row.resource_type_slug} ${row.external_id}` },
  parents: { organizations: "organization_id", authorization_resources: "parent_resource_id" },
  present: presentResource,
  clash: (_, row) =>
    refused(
      409,
      "authorization_resource_external_id_conflict",
      `The organization has a ${row.resource_type_slug} with the external_id "${row.external_id}" already.`,
    ),
});

/** An organization's own resource goes by the organization's name of today. */
function presentResource(row: ResourceRow, world: World): AuthorizationResource {
  if (row.resource_type_slug !== organizationType) return row;
  return { ...row, name: world.find(organizations, row.organization_id)?.name ?? row.name };
}

/**
 * The resource that every organization is, the root of its tree (facts: behaviours 18). Made when it is first asked
 * for, dated and named after the organization. Its external id is inferred: the organization's id.
 */
export function organizationResource(world: World, organizationId: string): ResourceRow {
  const { id, name, created_at } = world.get(organizations, organizationId);
  const known = world.findBy(authorizationResources, "external", `${id} ${organizationType} ${id}`);
  return (
    known ??
    world.insert(authorizationResources, {
      id: `authz_resource_${id.replace(/^org_/, "")}`,
      organization_id: id,
      external_id: id,
      name,
      description: null,
      resource_type_slug: organizationType,
      parent_resource_id: null,
      created_at,
      updated_at: created_at,
    })
  );
}

/** A resource by id, an organization's own included. @throws a 404 when there is none. */
export function getResource(world: World, id: string): ResourceRow {
  const known = world.find(authorizationResources, id);
  if (known) return known;
  const rest = id.replace(/^authz_resource_/, "");
  for (const organizationId of [`org_${rest}`, rest])
    if (world.find(organizations, organizationId)) return organizationResource(world, organizationId);
  throw notFound(authorizationResources.label, id);
}

/** A resource by organization, type and own identifier. @throws a 404 when there is none. */
export function getResourceByExternalId(
  world: World,
  organizationId: string,
  type: string,
  externalId: string,
): ResourceRow {
  world.get(organizations, organizationId);
  if (type === organizationType && externalId === organizationId) return organizationResource(world, organizationId);
  const row = world.findBy(authorizationResources, "external", `${organizationId} ${type} ${externalId}`);
  if (!row) throw notFound(authorizationResources.label, externalId);
  return row;
}

/** How assignments name the resource they are for. */
export function resourceRef(world: World, id: string): ResourceRef {
  const { external_id, resource_type_slug } = world.get(authorizationResources, id);
  return { id, external_id, resource_type_slug };
}
