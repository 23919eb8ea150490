import { invalid, notFound } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { getResource, getResourceByExternalId, organizationResource, type ResourceRow } from "./table.ts";

/** The two ways a body names a resource. */
export interface ResourceChoice {
  readonly resource_id?: string;
  readonly resource_external_id?: string;
  readonly resource_type_slug?: string;
}

/**
 * The resource of an organization that a body names; none of the three fields means the organization's own.
 * @throws a 404 for one that is unknown or another organization's, a 422 for both ways at once or half of the second.
 */
export function chosenResource(world: World, organizationId: string, choice: ResourceChoice): ResourceRow {
  const { resource_id: id, resource_external_id: externalId, resource_type_slug: type } = choice;
  if (id !== undefined && (externalId !== undefined || type !== undefined))
    throw invalid([{ field: "resource_id", code: "not_together_with_external_id" }]);
  if (id !== undefined) {
    const row = getResource(world, id);
    if (row.organization_id !== organizationId) throw notFound("Authorization resource", id);
    return row;
  }
  if (externalId !== undefined && type !== undefined)
    return getResourceByExternalId(world, organizationId, type, externalId);
  if (externalId === undefined && type === undefined) return organizationResource(world, organizationId);
  throw invalid([
    { field: externalId === undefined ? "resource_external_id" : "resource_type_slug", code: "required" },
  ]);
}

/** The resource and everything it lies below, nearest first. */
export function withAncestors(world: World, resource: ResourceRow): ResourceRow[] {
  const path = [resource];
  for (let at = resource; at.parent_resource_id !== null; ) {
    at = getResource(world, at.parent_resource_id);
    path.push(at);
  }
  return path;
}
