import type { Waitlist, WaitlistEntry, WaitlistUser } from "../../generated/schemas.ts";
import { refusedPlainly } from "../../problem.ts";
import { type BaseRow, defineTable } from "../../world/definition.ts";

export const waitlists = defineTable<Waitlist>({
  name: "waitlists",
  label: "Waitlist",
  prefix: "waitlist",
  object: "waitlist",
});

/** An entry as stored. */
export type WaitlistEntryRow = WaitlistEntry & BaseRow & { readonly waitlist_id: string };

export const waitlistEntries = defineTable<WaitlistEntryRow, WaitlistEntry>({
  name: "waitlist_entries",
  label: "Waitlist entry",
  prefix: "wl_user",
  object: "waitlist_entry",
  indexes: {
    waitlist_id: (row) => row.waitlist_id,
    email: (row) => row.email.toLowerCase(),
    state: (row) => row.state,
  },
  unique: { place: (row) => `${row.waitlist_id} ${row.email.toLowerCase()}` },
  parents: { waitlists: { index: "waitlist_id", isSilent: true } },
  events: { created: "waitlist_user.created" },
  // Events name the object otherwise than answers do (facts: contradictions).
  toEvent: ({ additional_fields: _, ...row }): WaitlistUser => ({ ...row, object: "waitlist_user" }),
  // Inferred: nobody waits twice.
  clash: (_, row) => refusedPlainly(422, `${row.email} is on the waitlist already.`),
});
