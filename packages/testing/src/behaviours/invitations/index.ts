import type { Invitation, InvitationSend } from "../../generated/schemas.ts";
import { notFound, refused } from "../../problem.ts";
import { defineResource } from "../behaviour.ts";
import { refuseUndeliverable } from "../email-verifications/mail.ts";
import { findOrganization, type OrganizationRef } from "../organizations/table.ts";
import { userByEmail } from "../users/find-user.ts";
import { acceptInvitation, blockedInviters, createInvitation, mailInvitation, revokeInvitation } from "./rules.ts";
import { type InvitationRow, invitationEvent, invitations, stateOf } from "./table.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** An invitation for seeds: the API's body, with an id and any name of the organization. */
export interface InvitationInput extends InvitationSend {
  readonly id?: string;
  readonly organization?: OrganizationRef;
}

export const invitationsResource = defineResource({
  tables: [invitations],
  behaviours: {
    listInvitations: ({ world, query }) =>
      world.list(invitations, query, {
        where: { organization_id: query.organization_id, email: query.email?.toLowerCase() },
      }),
    sendInvitation: ({ world, body, origin }) => world.present(invitations, createInvitation(world, body, origin)),
    getInvitation: ({ world, path }) => world.present(invitations, world.get(invitations, path.id)),
    findInvitationByToken: ({ world, path }) => {
      const row = world.findBy(invitations, "token", path.token);
      if (!row) throw notFound("Invitation", path.token);
      return world.present(invitations, row);
    },
    acceptInvitation: ({ world, path }) => {
      const row = world.get(invitations, path.id);
      if (row.accepted_user_id !== null)
        throw refused(400, "invite_has_accepted_user_id", "The invitation was accepted already.");
      if (stateOf(row, world) !== "pending")
        throw refused(400, "invite_not_pending", "The invitation is not pending any more.");
      const user = userByEmail(world, row.email);
      // Inferred: there must be somebody to accept for.
      if (!user) throw refused(400, "invalid_invite", "Nobody has the address of the invitation yet.");
      return world.present(invitations, acceptInvitation(world, row, user.id));
    },
    resendInvitation: ({ world, path }) => {
      const row = world.get(invitations, path.id);
      const state = stateOf(row, world);
      if (state !== "pending") throw refused(400, `invite_${state}`, `The invitation is ${state}.`);
      refuseUndeliverable(row.email);
      // Token and expiry are renewed, as the emulator does (facts: behaviours 16).
      const renewed: InvitationRow = world.update(invitations, row.id, {
        token: world.random.token(),
        expires_at: world.clock.iso(row.lifetime_days * dayMs),
      });
      mailInvitation(world, renewed);
      world.emit("invitation.resent", invitationEvent(renewed, world));
      return world.present(invitations, renewed);
    },
    revokeInvitation: ({ world, path }) => {
      const row = world.get(invitations, path.id);
      if (stateOf(row, world) !== "pending")
        throw refused(400, "invite_not_pending", "The invitation is not pending any more.");
      return world.present(invitations, revokeInvitation(world, row));
    },
  },
  dashboard: (world) => ({
    /** Invites the way the API does; an id may be given. */
    create({ id, organization, ...body }: InvitationInput): Invitation {
      const organization_id = organization ? findOrganization(world, organization).id : body.organization_id;
      const send = { ...body, ...(organization_id !== undefined && { organization_id }) };
      return world.present(invitations, createInvitation(world, send, "https://api.workos.com", id));
    },
    /** Forbids an organization to invite, as the vendor does after abuse. */
    block({ organization }: { readonly organization: OrganizationRef }): void {
      world.write(blockedInviters, [...world.read(blockedInviters), findOrganization(world, organization).id]);
    },
  }),
});
