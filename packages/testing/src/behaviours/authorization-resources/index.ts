import type { AuthorizationResource } from "../../generated/schemas.ts";
import { invalid, refused } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { findOrganization, type OrganizationRef, organizations } from "../organizations/table.ts";
import { defineResourceType, organizationType, type ResourceType } from "./resource-types.ts";
import { createResource, deleteResource, updateResource } from "./rules.ts";
import {
  authorizationResources,
  getResource,
  getResourceByExternalId,
  organizationResource,
  type ResourceRow,
} from "./table.ts";

/** What the dashboard makes a resource from. */
export interface AuthorizationResourceInput {
  /** @default a new id */
  readonly id?: string;
  readonly organization: OrganizationRef;
  readonly resource_type_slug: string;
  readonly external_id: string;
  /** @default the external id */
  readonly name?: string;
  readonly description?: string | null;
  /** @default the organization's own resource */
  readonly parent_resource_id?: string;
  readonly parent_resource_external_id?: string;
  readonly parent_resource_type_slug?: string;
}

interface Filters {
  readonly organization_id?: string;
  readonly resource_type_slug?: string;
  readonly parent_resource_id?: string;
  readonly parent_resource_type_slug?: string;
  readonly parent_external_id?: string;
}

export const authorizationResourcesResource = defineResource({
  tables: [authorizationResources],
  behaviours: {
    listAuthorizationResources: ({ world, query }) => {
      const { organization_id, resource_type_slug, resource_external_id } = query;
      if (organization_id === undefined && resource_type_slug === undefined)
        throw refused(
          400,
          "missing_organization_id_or_resource_type_slug",
          "Give organization_id or resource_type_slug.",
        );
      refuseMixedParents(query);
      makeOrganizationResources(world, query);
      const parents = wantedParents(world, query);
      return world.list(authorizationResources, query, {
        where: { parent_resource_id: parents, external_id: resource_external_id, organization_id, resource_type_slug },
      });
    },
    createAuthorizationResource: ({ world, body }) => present(world, createResource(world, body)),
    getAuthorizationResource: ({ world, path }) => present(world, getResource(world, path.resource_id)),
    updateAuthorizationResource: ({ world, path, body }) =>
      present(world, updateResource(world, getResource(world, path.resource_id), body)),
    deleteAuthorizationResource: ({ world, path, query }) => {
      deleteResource(world, getResource(world, path.resource_id), query.cascade_delete);
      return undefined;
    },
    getAuthorizationResourceByExternalId: ({ world, path }) => present(world, byExternalId(world, path)),
    updateAuthorizationResourceByExternalId: ({ world, path, body }) =>
      present(world, updateResource(world, byExternalId(world, path), body)),
    deleteAuthorizationResourceByExternalId: ({ world, path, query }) => {
      deleteResource(world, byExternalId(world, path), query.cascade_delete);
      return undefined;
    },
  },
  dashboard: (world) => ({
    /** Makes a resource the way the API does; an id of one's own may be given. */
    create(input: AuthorizationResourceInput): AuthorizationResource {
      const { organization, name = input.external_id, ...fields } = input;
      const { id } = findOrganization(world, organization);
      return present(world, createResource(world, { ...fields, name, organization_id: id }));
    },
    /** Declares a type of resource; from the first one on, the API knows the declared types only. */
    defineType: (type: ResourceType): ResourceType => defineResourceType(world, type),
  }),
});

function present(world: World, row: ResourceRow): AuthorizationResource {
  return world.present(authorizationResources, row);
}

function byExternalId(
  world: World,
  path: { readonly organization_id: string; readonly resource_type_slug: string; readonly external_id: string },
): ResourceRow {
  return getResourceByExternalId(world, path.organization_id, path.resource_type_slug, path.external_id);
}

function refuseMixedParents(query: Filters): void {
  const { parent_resource_id: id, parent_resource_type_slug: type, parent_external_id: externalId } = query;
  if (id !== undefined && (type !== undefined || externalId !== undefined))
    throw invalid([{ field: "parent_resource_id", code: "not_together_with_external_id" }]);
  if ((type === undefined) !== (externalId === undefined))
    throw invalid([
      { field: type === undefined ? "parent_resource_type_slug" : "parent_external_id", code: "required" },
    ]);
}

/** Organizations' own resources are made on demand: a list that could show them is such a demand. */
function makeOrganizationResources(world: World, query: Filters): void {
  const { organization_id: id, resource_type_slug: type } = query;
  if (id !== undefined) {
    if (world.find(organizations, id)) organizationResource(world, id);
  } else if (type === organizationType)
    for (const organization of world.rows(organizations)) organizationResource(world, organization.id);
}

/** Ids of the parents asked for; without an organization the external id may mean several. */
function wantedParents(world: World, query: Filters): readonly string[] | undefined {
  const { organization_id, parent_resource_id: id, parent_resource_type_slug: type } = query;
  if (id !== undefined) return [id];
  if (type === undefined) return undefined;
  const where = { external_id: query.parent_external_id, resource_type_slug: type, organization_id };
  return world.rows(authorizationResources, { where }).map((row) => row.id);
}
