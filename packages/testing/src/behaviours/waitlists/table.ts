import type { Waitlist, WaitlistEntry, WaitlistUser } from "../../generated/schemas.ts";
import { refusedPlainly } from "../../problem.ts";
import { defineTable } from "../../world/definition.ts";

export const waitlists = defineTable<Waitlist>({
  name: "waitlists",
  label: "Waitlist",
  prefix: "waitlist",
  object: "waitlist",
});

export interface WaitlistEntryRow extends WaitlistEntry {
  readonly waitlist_id: string;
}

export const waitlistEntries = defineTable<WaitlistEntryRow>({
  name: "waitlist_entries",
  label: "Waitlist entry",
  prefix: "wl_user",
  object: "waitlist_entry",
  indexes: { waitlist_id: (row) => row.waitlist_id },
  unique: { address: (row) => `${row.waitlist_id} ${row.email.toLowerCase()}` },
  clash: () => refusedPlainly(422, "The address is on the waitlist already."),
  parents: { waitlists: { index: "waitlist_id", isSilent: true } },
  events: { created: "waitlist_user.created" },
  toEvent: waitlistUser,
});

/** An entry as its events show it. */
export function waitlistUser({ additional_fields: _, ...entry }: WaitlistEntryRow): WaitlistUser {
  return { ...entry, object: "waitlist_user" };
}
