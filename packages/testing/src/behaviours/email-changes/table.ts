import type { EmailChange } from "../../generated/schemas.ts";
import { defineTable } from "../../world/definition.ts";
import type { OneTimeCode } from "../email-verifications/one-time-code.ts";
import { users } from "../users/table.ts";

/** A change of address that waits for its code. */
export interface EmailChangeRow extends OneTimeCode {
  readonly user_id: string;
  readonly new_email: string;
}

export const emailChanges = defineTable<EmailChangeRow, EmailChange>({
  name: "email_changes",
  label: "Email change",
  prefix: "email_change",
  indexes: { user_id: (row) => row.user_id },
  parents: { users: { index: "user_id", isSilent: true } },
  present: ({ user_id, new_email, expires_at, created_at }, world) => ({
    object: "email_change",
    user: world.present(users, world.get(users, user_id)),
    new_email,
    expires_at,
    created_at,
  }),
});
