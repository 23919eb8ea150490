import type { PermissionList, ResourceMembership, ResourceMembershipList } from "../../generated/schemas.ts";
import { notFound } from "../../problem.ts";
import type { PageQuery } from "../../world/page.ts";
import type { World } from "../../world/world.ts";
import { chosenResource, withAncestors } from "../authorization-resources/find-resource.ts";
import {
  authorizationResources,
  getResource,
  getResourceByExternalId,
  type ResourceRow,
} from "../authorization-resources/table.ts";
import { defineResource } from "../behaviour.ts";
import { type MembershipRow, organizationMemberships } from "../organization-memberships/table.ts";
import { permissions } from "../permissions/table.ts";
import { badRequest } from "../roles/rules.ts";
import { isGranted, permissionsOn } from "./rules.ts";

export const accessChecksResource = defineResource({
  // How the vendor's SDK 11 spells it (facts: legacy).
  aliases: {
    "/authorization/resources/{resource_id}/organization_memberships/{organization_membership_id}/permissions":
      "listEffectivePermissions",
  },
  behaviours: {
    checkAuthorization: ({ world, path, body }) => {
      const membership = world.get(organizationMemberships, path.organization_membership_id);
      const resource = chosenResource(world, membership.organization_id, body);
      return { authorized: permissionsOn(world, membership, resource).has(body.permission_slug) };
    },
    listResourcesForMembership: ({ world, path, query }) => {
      const membership = world.get(organizationMemberships, path.organization_membership_id);
      const parent = wantedParent(world, membership, query);
      refuseUnknownPermission(world, query.permission_slug);
      return world.list(authorizationResources, query, {
        where: { parent_resource_id: parent.id },
        filter: (row) => permissionsOn(world, membership, row).has(query.permission_slug),
      });
    },
    listEffectivePermissions: ({ world, path, query }) => {
      const membership = world.get(organizationMemberships, path.organization_membership_id);
      const resource = getResource(world, path.resource_id);
      if (resource.organization_id !== membership.organization_id)
        throw notFound(authorizationResources.label, resource.id);
      return listPermissions(world, membership, resource, query);
    },
    listEffectivePermissionsByExternalId: ({ world, path, query }) => {
      const membership = world.get(organizationMemberships, path.organization_membership_id);
      const { resource_type_slug: type, external_id: externalId } = path;
      const resource = getResourceByExternalId(world, membership.organization_id, type, externalId);
      return listPermissions(world, membership, resource, query);
    },
    listMembershipsForResource: ({ world, path, query }) =>
      listMemberships(world, getResource(world, path.resource_id), query),
    listMembershipsForResourceByExternalId: ({ world, path, query }) => {
      const { organization_id, resource_type_slug, external_id } = path;
      const resource = getResourceByExternalId(world, organization_id, resource_type_slug, external_id);
      return listMemberships(world, resource, query);
    },
  },
});

interface ParentQuery {
  readonly parent_resource_id?: string;
  readonly parent_resource_type_slug?: string;
  readonly parent_resource_external_id?: string;
}

/** The parent whose children are listed: named in exactly one of two ways. */
function wantedParent(world: World, membership: MembershipRow, query: ParentQuery): ResourceRow {
  const { parent_resource_id: id, parent_resource_type_slug: type, parent_resource_external_id: externalId } = query;
  const isById = id !== undefined && type === undefined && externalId === undefined;
  const isByExternalId = id === undefined && type !== undefined && externalId !== undefined;
  if (!isById && !isByExternalId)
    throw badRequest("Give parent_resource_id, or parent_resource_type_slug and parent_resource_external_id.");
  return chosenResource(
    world,
    membership.organization_id,
    id === undefined
      ? {
          ...(type !== undefined && { resource_type_slug: type }),
          ...(externalId && { resource_external_id: externalId }),
        }
      : { resource_id: id },
  );
}

function listPermissions(
  world: World,
  membership: MembershipRow,
  resource: ResourceRow,
  query: PageQuery,
): PermissionList {
  const held = permissionsOn(world, membership, resource);
  return world.list(permissions, query, { filter: (row) => held.has(row.slug) });
}

/** Members with a permission: through a role on the resource itself, or with `indirect` on anything above as well. */
function listMemberships(
  world: World,
  resource: ResourceRow,
  query: PageQuery & { readonly permission_slug: string; readonly assignment?: string },
): ResourceMembershipList {
  refuseUnknownPermission(world, query.permission_slug);
  const reach = query.assignment === "indirect" ? withAncestors(world, resource) : [resource];
  const list = world.list(organizationMemberships, query, {
    where: { organization_id: resource.organization_id },
    filter: (row) => isGranted(world, row, reach, query.permission_slug),
  });
  return { ...list, data: list.data.map(({ role: _, roles: __, ...member }) => member as ResourceMembership) };
}

/** Inferred: what `bad_request` stands for on these lists. */
function refuseUnknownPermission(world: World, slug: string): void {
  if (!world.findBy(permissions, "slug", slug)) throw badRequest(`There is no permission "${slug}".`);
}
