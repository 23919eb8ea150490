import type { Waitlist, WaitlistEntry, WaitlistEntryCreate } from "../../generated/schemas.ts";
import { Problem, refused } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { createInvitation } from "../invitations/rules.ts";
import { type WaitlistEntryRow, waitlistEntries, waitlists } from "./table.ts";

/** An entry for seeds; on the default list unless another is named. */
export interface WaitlistEntryInput extends WaitlistEntryCreate {
  readonly id?: string;
  readonly waitlist_id?: string;
}

export const waitlistsResource = defineResource({
  tables: [waitlists, waitlistEntries],
  behaviours: {
    listWaitlists: ({ world, query }) => {
      defaultWaitlist(world);
      return world.list(waitlists, query);
    },
    getWaitlist: ({ world, path }) => waitlistOf(world, path.id),
    listWaitlistEntries: ({ world, path, query }) =>
      world.list(waitlistEntries, query, {
        where: {
          waitlist_id: waitlistOf(world, path.waitlist_id).id,
          state: query.state,
          email: query.email?.toLowerCase(),
        },
      }),
    createWaitlistEntry: ({ world, path, body }) => addEntry(world, { ...body, waitlist_id: path.waitlist_id }),
    deleteWaitlistEntry: ({ world, path }) => {
      world.remove(waitlistEntries, path.id);
      return undefined;
    },
    approveWaitlistEntry: ({ world, path, origin }) => approve(world, path.id, origin),
    denyWaitlistEntry: ({ world, path }) => {
      const row = world.get(waitlistEntries, path.id);
      if (row.state !== "pending") throw refused(422, "invalid_state", `The entry is ${row.state} already.`);
      const denied = world.update(waitlistEntries, row.id, { state: "denied" });
      world.emit("waitlist_user.denied", eventOf(denied));
      return denied;
    },
  },
  dashboard: (world) => ({
    /** Puts an address on a waitlist. */
    create: (input: WaitlistEntryInput): WaitlistEntry => addEntry(world, input),
    /** Makes another waitlist, which the API cannot. */
    createWaitlist: ({ id }: { readonly id?: string } = {}): Waitlist => world.insert(waitlists, { id }),
  }),
});

/** Every environment has one; it is made when somebody looks. */
function defaultWaitlist(world: World): Waitlist {
  for (const row of world.table(waitlists).walk()) return row;
  return world.insert(waitlists, {});
}

/** The id `default` stands for the environment's own list (facts: recent additions). */
function waitlistOf(world: World, id: string): Waitlist {
  return id === "default" ? defaultWaitlist(world) : world.get(waitlists, id);
}

function addEntry(world: World, input: WaitlistEntryInput): WaitlistEntryRow {
  const row = world.insert(waitlistEntries, {
    id: input.id,
    email: input.email,
    state: "pending",
    approved_at: null,
    additional_fields: input.additional_fields,
    waitlist_id: waitlistOf(world, input.waitlist_id ?? "default").id,
  });
  if (input.send_confirmation_email)
    world.send({ channel: "email", to: row.email, kind: "waitlist", text: "You are on the waitlist." });
  return row;
}

/** The approval stays even when the invitation cannot be made (facts: recent additions). */
function approve(world: World, id: string, origin: string): WaitlistEntryRow {
  const row = world.get(waitlistEntries, id);
  if (row.state === "approved") throw refused(422, "invalid_state", "The entry is approved already.");
  const approved = world.update(waitlistEntries, id, { state: "approved", approved_at: world.clock.iso() });
  world.emit("waitlist_user.approved", eventOf(approved));
  try {
    createInvitation(world, { email: row.email }, origin);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw refused(422, "invitation_email_not_sent", "The entry is approved, but no invitation was sent.");
  }
  return approved;
}

function eventOf({ additional_fields: _, ...row }: WaitlistEntryRow) {
  return { ...row, object: "waitlist_user" } as const;
}
