import type { Waitlist, WaitlistEntry } from "../../generated/schemas.ts";
import { Problem, refused } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { createInvitation } from "../invitations/rules.ts";
import { type WaitlistEntryRow, waitlistEntries, waitlists, waitlistUser } from "./table.ts";

/** An address to put on a waitlist. */
export interface WaitlistEntryInput {
  readonly email: string;
  /** @default the environment's default list */
  readonly waitlist?: string;
  readonly additional_fields?: Readonly<Record<string, string>>;
  readonly id?: string;
}

// Rules: facts, recent additions (waitlists). Events are inferred there.
export const waitlistsResource = defineResource({
  tables: [waitlists, waitlistEntries],
  behaviours: {
    listWaitlists: ({ world, query }) => {
      defaultWaitlist(world);
      return world.list(waitlists, query);
    },
    getWaitlist: ({ world, path }) => findWaitlist(world, path.id),
    listWaitlistEntries: ({ world, path, query }) =>
      world.list(waitlistEntries, query, {
        where: { waitlist_id: findWaitlist(world, path.waitlist_id).id },
        filter: ({ state, email }) =>
          (query.state === undefined || state === query.state) &&
          (query.email === undefined || email.toLowerCase() === query.email.toLowerCase()),
      }),
    createWaitlistEntry: ({ world, path, body }) => {
      const { email, additional_fields } = body;
      const entry = addEntry(world, { email, additional_fields, waitlist: path.waitlist_id });
      if (body.send_confirmation_email)
        world.send({ channel: "email", to: email, kind: "waitlist_confirmation", text: "You are on the waitlist." });
      return entry;
    },
    deleteWaitlistEntry: ({ world, path }) => {
      world.remove(waitlistEntries, path.id);
      return undefined;
    },
    approveWaitlistEntry: ({ world, path, origin }) => {
      const row = world.get(waitlistEntries, path.id);
      if (row.state === "approved") throw refused(422, "invalid_state", "The entry is approved already.");
      const entry = decide(world, row, "approved");
      try {
        createInvitation(world, { email: row.email }, origin);
      } catch (error) {
        // The approval stays even when its invitation cannot be made (facts: recent additions, waitlists).
        if (!(error instanceof Problem)) throw error;
        throw refused(422, "invitation_email_not_sent", "The entry is approved, but no invitation could be sent.");
      }
      return entry;
    },
    denyWaitlistEntry: ({ world, path }) => {
      const row = world.get(waitlistEntries, path.id);
      if (row.state === "denied") throw refused(422, "invalid_state", "The entry is denied already.");
      return decide(world, row, "denied");
    },
  },
  dashboard: (world) => ({
    /** Puts an address on a waitlist, as a sign-up form would. */
    create: (input: WaitlistEntryInput): WaitlistEntry => addEntry(world, input),
  }),
});

function addEntry(
  world: World,
  input: Pick<WaitlistEntryInput, "email" | "waitlist" | "id"> & {
    readonly additional_fields?: Readonly<Record<string, string>> | undefined;
  },
): WaitlistEntryRow {
  return world.insert(waitlistEntries, {
    id: input.id,
    email: input.email,
    state: "pending",
    approved_at: null,
    additional_fields: input.additional_fields && { ...input.additional_fields },
    waitlist_id: findWaitlist(world, input.waitlist ?? "default").id,
  });
}

function decide(world: World, row: WaitlistEntryRow, state: "approved" | "denied"): WaitlistEntryRow {
  const approved_at = state === "approved" ? world.clock.iso() : null;
  const updated = world.update(waitlistEntries, row.id, { state, approved_at });
  world.emit(`waitlist_user.${state}`, waitlistUser(updated));
  return updated;
}

function findWaitlist(world: World, id: string): Waitlist {
  return id === "default" ? defaultWaitlist(world) : world.get(waitlists, id);
}

/** Every environment has one list from the start. */
function defaultWaitlist(world: World): Waitlist {
  return world.rows(waitlists)[0] ?? world.insert(waitlists, {});
}
