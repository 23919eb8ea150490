import type { EventOrganizationMembership, OrganizationMembership } from "../../generated/schemas.ts";
import { refusedPlainly } from "../../problem.ts";
import { defineTable } from "../../world/definition.ts";
import type { World } from "../../world/world.ts";
import { organizations } from "../organizations/table.ts";
import { revokeSessions } from "../sessions/rules.ts";
import { users } from "../users/table.ts";

/** A membership as stored: user, organization and roles are joined in when it is shown. */
export type MembershipRow = Omit<OrganizationMembership, "user" | "organization_name" | "role" | "roles"> & {
  /** In order of priority; the first is the `role` of answers. */
  readonly role_slugs: readonly string[];
};

export const organizationMemberships = defineTable<MembershipRow, OrganizationMembership>({
  name: "organization_memberships",
  label: "Organization membership",
  prefix: "om",
  object: "organization_membership",
  indexes: { user_id: (row) => row.user_id, organization_id: (row) => row.organization_id },
  unique: { pair: (row) => `${row.user_id} ${row.organization_id}` },
  parents: { users: "user_id", organizations: "organization_id" },
  events: {
    created: "organization_membership.created",
    updated: "organization_membership.updated",
    deleted: "organization_membership.deleted",
  },
  present: presentMembership,
  toEvent: membershipEvent,
  // Inferred: who is no member any more has no session in the organization.
  removed: ({ user_id, organization_id }, world) => revokeSessions(world, { user_id, organization_id }),
  clash: () => refusedPlainly(409, "The user is a member of the organization already."),
});

function presentMembership(row: MembershipRow, world: World): OrganizationMembership {
  const { role_slugs: slugs, ...membership } = row;
  const name = world.find(organizations, row.organization_id)?.name;
  return {
    ...membership,
    ...(name !== undefined && { organization_name: name }),
    role: { slug: slugs[0] ?? "member" },
    roles: slugs.map((slug) => ({ slug })),
    user: world.present(users, world.get(users, row.user_id)),
  };
}

function membershipEvent(row: MembershipRow): EventOrganizationMembership {
  const { role_slugs: slugs, custom_attributes = {}, ...membership } = row;
  const roles = slugs.map((slug) => ({ slug }));
  return { ...membership, custom_attributes, role: { slug: slugs[0] ?? "member" }, roles };
}
