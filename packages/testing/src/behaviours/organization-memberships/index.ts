import type { OrganizationMembership, OrganizationMembershipCreate } from "../../generated/schemas.ts";
import { refused } from "../../problem.ts";
import { defineResource } from "../behaviour.ts";
import { groupMembers, groups } from "../groups/table.ts";
import { findOrganization, type OrganizationRef, organizations } from "../organizations/table.ts";
import { findUser, type UserRef } from "../users/find-user.ts";
import { users } from "../users/table.ts";
import { wantedRoles } from "./role-slugs.ts";
import { createMembership, deactivateMembership, type MembershipExtras, reactivateMembership } from "./rules.ts";
import { organizationMemberships } from "./table.ts";

/** A membership for seeds: user and organization by any name, and what the API does not let one say. */
export type MembershipInput = MembershipExtras &
  Pick<OrganizationMembershipCreate, "role_slug" | "role_slugs"> & {
    readonly user: UserRef;
    readonly organization: OrganizationRef;
  };

export const organizationMembershipsResource = defineResource({
  tables: [organizationMemberships],
  behaviours: {
    listOrganizationMemberships: ({ world, query }) => {
      const { user_id, organization_id, statuses = ["active"] } = query;
      if (user_id === undefined && organization_id === undefined)
        throw refused(400, "missing_user_id_or_organization_id", "Give user_id or organization_id.");
      if (user_id !== undefined) world.get(users, user_id);
      if (organization_id !== undefined) world.get(organizations, organization_id);
      return world.list(organizationMemberships, query, {
        where: { user_id, organization_id },
        filter: (row) => (statuses as readonly string[]).includes(row.status),
      });
    },
    createOrganizationMembership: ({ world, body }) =>
      world.present(organizationMemberships, createMembership(world, body)),
    getOrganizationMembership: ({ world, path }) =>
      world.present(organizationMemberships, world.get(organizationMemberships, path.id)),
    updateOrganizationMembership: ({ world, path, body }) => {
      const row = world.get(organizationMemberships, path.id);
      const roles = wantedRoles(world, row.organization_id, body);
      return world.present(
        organizationMemberships,
        world.update(organizationMemberships, row.id, { role_slugs: roles }),
      );
    },
    deleteOrganizationMembership: ({ world, path }) => {
      world.remove(organizationMemberships, path.id);
      return undefined;
    },
    deactivateOrganizationMembership: ({ world, path }) =>
      world.present(organizationMemberships, deactivateMembership(world, path.id)),
    reactivateOrganizationMembership: ({ world, path }) =>
      world.present(organizationMemberships, reactivateMembership(world, path.id)),
    listOrganizationMembershipGroups: ({ world, path, query }) => {
      const { id } = world.get(organizationMemberships, path.organization_membership_id);
      const own = world.rows(groupMembers, { where: { organization_membership_id: id } });
      const ids = new Set(own.map((row) => row.group_id));
      return world.list(groups, query, { filter: (group) => ids.has(group.id) });
    },
  },
  dashboard: (world) => ({
    /** Makes a membership; pending, inactive and directory-managed ones too. */
    create(input: MembershipInput): OrganizationMembership {
      const { user, organization, role_slug, role_slugs, ...extras } = input;
      const body = {
        user_id: findUser(world, user).id,
        organization_id: findOrganization(world, organization).id,
        ...(role_slug !== undefined && { role_slug }),
        ...(role_slugs && { role_slugs }),
      };
      return world.present(organizationMemberships, createMembership(world, body, extras));
    },
  }),
});
