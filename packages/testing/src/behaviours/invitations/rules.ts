import type { InvitationSend } from "../../generated/schemas.ts";
import { oauthError, refused } from "../../problem.ts";
import { defineCell } from "../../world/definition.ts";
import type { World } from "../../world/world.ts";
import { organizationType } from "../authorization-resources/resource-types.ts";
import { refuseUndeliverable } from "../email-verifications/mail.ts";
import { defaultRole } from "../organization-memberships/role-slugs.ts";
import { ensureMembership, membershipOf } from "../organization-memberships/rules.ts";
import { organizationMemberships } from "../organization-memberships/table.ts";
import { organizations } from "../organizations/table.ts";
import { findRole } from "../roles/find-role.ts";
import { userByEmail } from "../users/find-user.ts";
import { users } from "../users/table.ts";
import { awaitMembership, pendingInvitations } from "./pending.ts";
import { acceptUrl, type InvitationRow, invitationEvent, invitations, stateOf } from "./table.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** Organizations that may not invite. */
export const blockedInviters = defineCell<readonly string[]>("invitations_blocked", []);

/** Refuses an invitation that makes no sense. */
function refuseInvitation(world: World, body: InvitationSend): void {
  const { email, organization_id: organization, role_slug: role, expires_in_days: days = 7 } = body;
  if (organization !== undefined) world.get(organizations, organization);
  if (body.inviter_user_id !== undefined) world.get(users, body.inviter_user_id);
  if (days < 1) throw refused(400, "expires_in_days_too_short", "An invitation lasts one day at least.");
  if (days > 30) throw refused(400, "expires_in_days_too_long", "An invitation lasts 30 days at most.");
  if (organization !== undefined && world.read(blockedInviters).includes(organization))
    throw refused(400, "organization_blocked_from_sending_invites", "The organization may not invite.");
  refuseUndeliverable(email);
  if (role !== undefined && findRole(world, organization ?? "", role)?.resource_type_slug !== organizationType)
    throw refused(400, "invalid_role", `There is no role "${role}" for members of an organization.`);
  refuseKnown(world, email, organization);
}

function refuseKnown(world: World, email: string, organization: string | undefined): void {
  const user = userByEmail(world, email);
  if (organization === undefined && user)
    throw refused(400, "user_already_exists", "A user with this address exists already.");
  if (user && organization !== undefined && membershipOf(world, user.id, organization)?.status === "active")
    throw refused(400, "user_already_organization_member", "The user is a member of the organization already.");
  const pending = pendingInvitations(world, email).some((row) => row.organization_id === (organization ?? null));
  if (pending && organization !== undefined)
    throw refused(400, "email_already_invited_to_organization", "The address is invited to the organization already.");
  if (pending) throw refused(400, "email_already_invited", "The address is invited already.");
}

export function createInvitation(world: World, body: InvitationSend, origin: string, id?: string): InvitationRow {
  refuseInvitation(world, body);
  const days = body.expires_in_days ?? 7;
  const role = body.organization_id === undefined ? null : (body.role_slug ?? defaultRole);
  const row = world.insert(invitations, {
    id,
    email: body.email,
    state: "pending",
    accepted_at: null,
    revoked_at: null,
    expires_at: world.clock.iso(days * dayMs),
    lifetime_days: days,
    organization_id: body.organization_id ?? null,
    inviter_user_id: body.inviter_user_id ?? null,
    accepted_user_id: null,
    role_slug: role,
    token: world.random.token(),
    origin,
  });
  const user = userByEmail(world, body.email);
  if (user) awaitMembership(world, user.id, row);
  mailInvitation(world, row);
  return row;
}

export function mailInvitation(world: World, row: InvitationRow): void {
  const link = acceptUrl(row);
  const text = `You are invited: ${link}`;
  world.send({ channel: "email", to: row.email, kind: "invitation", text, link, token: row.token });
}

/**
 * The invitation of a token, fit to be used by an address at sign-in.
 * @throws in the shape of the token endpoints (facts: behaviours 13).
 */
export function usableInvitation(world: World, token: string, email: string): InvitationRow {
  const row = world.findBy(invitations, "token", token);
  if (!row || stateOf(row, world) !== "pending")
    throw oauthError("invitation_invalid", "The invitation is unknown, or not pending any more.");
  if (row.email.toLowerCase() !== email.toLowerCase())
    throw oauthError("invitation_cannot_be_used_for_email", "The invitation is for another address.");
  return row;
}

/** Spends an invitation: its user becomes a member of its organization. */
export function acceptInvitation(world: World, row: InvitationRow, userId: string): InvitationRow {
  const accepted = world.update(invitations, row.id, {
    state: "accepted",
    accepted_at: world.clock.iso(),
    accepted_user_id: userId,
  });
  if (row.organization_id !== null) ensureMembership(world, userId, row.organization_id, row.role_slug ?? defaultRole);
  world.emit("invitation.accepted", invitationEvent(accepted, world));
  return accepted;
}

/** Withdraws an invitation, with the membership that waited for it (inferred). */
export function revokeInvitation(world: World, row: InvitationRow): InvitationRow {
  const revoked = world.update(invitations, row.id, { state: "revoked", revoked_at: world.clock.iso() });
  const user = userByEmail(world, row.email);
  const pair = user && row.organization_id !== null ? membershipOf(world, user.id, row.organization_id) : undefined;
  if (pair?.status === "pending") world.remove(organizationMemberships, pair.id);
  world.emit("invitation.revoked", invitationEvent(revoked, world));
  return revoked;
}
