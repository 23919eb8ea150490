import type { ItContact } from "../../generated/schemas.ts";
import { invalid } from "../../problem.ts";
import { defineTable } from "../../world/definition.ts";

/** A contact as stored: with her organization, and whether her invitation is open. */
export interface ItContactRow extends ItContact {
  readonly organization_id: string;
  readonly is_invited: boolean;
}

export const itContacts = defineTable<ItContactRow, ItContact>({
  name: "it_contacts",
  label: "IT contact",
  prefix: "it_contact",
  object: "it_contact",
  indexes: { organization_id: (row) => row.organization_id },
  unique: { address: (row) => `${row.organization_id} ${row.email.toLowerCase()}` },
  // Inferred: the facts list a plain 422 for the operation.
  clash: () => invalid([{ field: "email", code: "already_a_contact" }]),
  parents: { organizations: { index: "organization_id", isSilent: true } },
  present: ({ organization_id: _, is_invited: __, ...contact }) => contact,
});
