import type { RoleAssignment } from "../../generated/schemas.ts";
import { notFound, refusedPlainly } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { chosenResource, type ResourceChoice } from "../authorization-resources/find-resource.ts";
import { getResource, getResourceByExternalId } from "../authorization-resources/table.ts";
import { defineResource } from "../behaviour.ts";
import { findMember } from "../groups/find-member.ts";
import { type MembershipRow, organizationMemberships } from "../organization-memberships/table.ts";
import { findOrganization, type OrganizationRef } from "../organizations/table.ts";
import type { UserRef } from "../users/find-user.ts";
import { assignmentsOf, assignRole, refuseUnfitRole } from "./rules.ts";
import { type RoleAssignmentRow, roleAssignments } from "./table.ts";

/** What the dashboard makes an assignment from; no resource field means the organization itself. */
export interface RoleAssignmentInput extends ResourceChoice {
  /** @default a new id */
  readonly id?: string;
  readonly organization: OrganizationRef;
  /** The member: the membership's id, or any name of the user. */
  readonly user: UserRef;
  readonly role_slug: string;
}

export const roleAssignmentsResource = defineResource({
  tables: [roleAssignments],
  behaviours: {
    listRoleAssignments: ({ world, path, query }) => {
      const { id } = world.get(organizationMemberships, path.organization_membership_id);
      const { resource_id, resource_external_id: externalId, resource_type_slug: type } = query;
      return world.list(roleAssignments, query, {
        where: { organization_membership_id: id, resource_id },
        filter: (row) => {
          if (externalId === undefined && type === undefined) return true;
          const resource = getResource(world, row.resource_id);
          return (
            (externalId === undefined || resource.external_id === externalId) &&
            (type === undefined || resource.resource_type_slug === type)
          );
        },
      });
    },
    assignRole: ({ world, path, body }) =>
      assign(world, world.get(organizationMemberships, path.organization_membership_id), body),
    removeRole: ({ world, path, body }) => {
      const { id, organization_id } = world.get(organizationMemberships, path.organization_membership_id);
      const resource = chosenResource(world, organization_id, body);
      const fits = (row: RoleAssignmentRow) => row.role_slug === body.role_slug && row.resource_id === resource.id;
      const found = assignmentsOf(world, id, fits);
      const own = found.find((row) => row.group_role_assignment_id === null);
      if (!own && found.length > 0) throw derivedRefusal();
      if (!own) throw notFound(roleAssignments.label, body.role_slug);
      world.remove(roleAssignments, own.id);
      return undefined;
    },
    removeRoleAssignment: ({ world, path }) => {
      const { id } = world.get(organizationMemberships, path.organization_membership_id);
      const row = world.get(roleAssignments, path.role_assignment_id);
      if (row.organization_membership_id !== id) throw notFound(roleAssignments.label, row.id);
      if (row.group_role_assignment_id !== null) throw derivedRefusal();
      world.remove(roleAssignments, row.id);
      return undefined;
    },
    listRoleAssignmentsForResource: ({ world, path, query }) => {
      const { id } = getResource(world, path.resource_id);
      return world.list(roleAssignments, query, { where: { resource_id: id, role_slug: query.role_slug } });
    },
    listRoleAssignmentsForResourceByExternalId: ({ world, path, query }) => {
      const { organization_id, resource_type_slug, external_id } = path;
      const { id } = getResourceByExternalId(world, organization_id, resource_type_slug, external_id);
      return world.list(roleAssignments, query, { where: { resource_id: id, role_slug: query.role_slug } });
    },
  },
  dashboard: (world) => ({
    /** Gives a membership a role on a resource the way the API does; an id of one's own may be given. */
    create: (input: RoleAssignmentInput): RoleAssignment => {
      const { id } = findOrganization(world, input.organization);
      return assign(world, findMember(world, id, input.user), input);
    },
  }),
});

function assign(
  world: World,
  membership: MembershipRow,
  input: ResourceChoice & { readonly role_slug: string; readonly id?: string },
): RoleAssignment {
  const resource = chosenResource(world, membership.organization_id, input);
  refuseUnfitRole(world, resource, input.role_slug);
  const row = assignRole(world, membership.id, input.role_slug, resource.id, null, input.id);
  return world.present(roleAssignments, row);
}

/** What follows from a group's assignment goes with it alone (facts: behaviours 18). */
function derivedRefusal() {
  return refusedPlainly(403, "The role comes from a group; remove the group's assignment or the membership in it.");
}
