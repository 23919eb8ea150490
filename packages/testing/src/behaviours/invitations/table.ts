import type { EventInvitation, Invitation } from "../../generated/schemas.ts";
import { defineTable } from "../../world/definition.ts";
import type { World } from "../../world/world.ts";
import { organizationMemberships } from "../organization-memberships/table.ts";
import { userByEmail } from "../users/find-user.ts";

/** An invitation as stored: that it expired follows from the clock, the link from `origin`. */
export type InvitationRow = Omit<Invitation, "accept_invitation_url"> & {
  readonly origin: string;
  /** How long it lasts from each mail. */
  readonly lifetime_days: number;
};

export const invitations = defineTable<InvitationRow, Invitation>({
  name: "invitations",
  label: "Invitation",
  prefix: "invitation",
  object: "invitation",
  indexes: { organization_id: (row) => row.organization_id, email: (row) => row.email.toLowerCase() },
  unique: { token: (row) => row.token },
  parents: { organizations: { index: "organization_id", isSilent: true } },
  events: { created: "invitation.created" },
  present: presentInvitation,
  toEvent: invitationEvent,
});

/** The state of an invitation now. */
export function stateOf(row: InvitationRow, world: World): Invitation["state"] {
  return row.state === "pending" && Date.parse(row.expires_at) <= world.clock.now() ? "expired" : row.state;
}

export function acceptUrl(row: Pick<InvitationRow, "origin" | "token">): string {
  return `${row.origin}/invite?invitation_token=${row.token}`;
}

function presentInvitation(row: InvitationRow, world: World): Invitation {
  const { origin, lifetime_days, token, ...wire } = row;
  return { ...wire, ...current(row, world), token, accept_invitation_url: acceptUrl(row) };
}

/** The data of an invitation's events: without what would let one in. */
export function invitationEvent(row: InvitationRow, world: World): EventInvitation {
  const { origin, lifetime_days, token, ...wire } = row;
  return { ...wire, ...current(row, world) };
}

/** The role follows the invitee's membership once there is one (facts: behaviours 16). */
function current(row: InvitationRow, world: World): Pick<Invitation, "state" | "role_slug"> {
  const user = row.organization_id === null ? undefined : userByEmail(world, row.email);
  const pair = user && world.findBy(organizationMemberships, "pair", `${user.id} ${row.organization_id}`);
  const state = stateOf(row, world);
  // An inactive membership has the role of before; acceptance gives it the one of the invitation.
  const isMirrored = state !== "pending" || pair?.status !== "inactive";
  return { state, role_slug: (isMirrored && pair?.role_slugs[0]) || row.role_slug };
}
