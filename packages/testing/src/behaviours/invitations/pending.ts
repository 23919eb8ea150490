import type { World } from "../../world/world.ts";
import { defaultRole } from "../organization-memberships/role-slugs.ts";
import { organizationMemberships } from "../organization-memberships/table.ts";
import { type InvitationRow, invitations, stateOf } from "./table.ts";

/** Invitations that an address may still accept, oldest first. */
export function pendingInvitations(world: World, email: string): InvitationRow[] {
  const where = { email: email.toLowerCase() };
  return world.rows(invitations, { where, filter: (row) => stateOf(row, world) === "pending" });
}

/** Gives somebody invited to an organization the membership that waits for acceptance (facts: behaviours 16). */
export function awaitMembership(world: World, userId: string, row: InvitationRow): void {
  const { organization_id } = row;
  if (organization_id === null) return;
  const role_slugs = [row.role_slug ?? defaultRole];
  const known = world.findBy(organizationMemberships, "pair", `${userId} ${organization_id}`);
  // One may wait since an earlier invitation, which has expired: the role is that of the newest.
  if (known?.status === "pending") world.update(organizationMemberships, known.id, { role_slugs });
  if (known) return;
  world.insert(organizationMemberships, {
    user_id: userId,
    organization_id,
    status: "pending",
    directory_managed: false,
    role_slugs,
  });
}
