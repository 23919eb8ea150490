import type { World } from "../../world/world.ts";
import type { DirectoryUserRow } from "../directory-users/table.ts";
import { deactivateMembership, membershipOf, reactivateMembership } from "../organization-memberships/rules.ts";
import { type MembershipRow, organizationMemberships } from "../organization-memberships/table.ts";
import { userByEmail } from "../users/find-user.ts";

/** The membership that a directory manages for a person: by address, in the directory's organization. */
function managedMembership(world: World, { email, organization_id }: DirectoryUserRow): MembershipRow | undefined {
  const user = email ? userByEmail(world, email) : undefined;
  const membership = user && membershipOf(world, user.id, organization_id);
  return membership?.directory_managed && membership.status !== "pending" ? membership : undefined;
}

/**
 * Lets a membership that the directory manages follow the state of its person: a leaver is locked out (inferred: the
 * facts name the mark `directory_managed`, and not what follows from it).
 */
export function followState(world: World, row: DirectoryUserRow): void {
  const membership = managedMembership(world, row);
  if (!membership) return;
  if (row.state === "active") reactivateMembership(world, membership.id);
  else deactivateMembership(world, membership.id);
}

/** The same when the person is gone. */
export function followRemoval(world: World, row: DirectoryUserRow): void {
  const membership = managedMembership(world, row);
  if (membership) world.remove(organizationMemberships, membership.id);
}
