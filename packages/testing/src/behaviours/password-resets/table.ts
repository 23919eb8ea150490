import type { EventPasswordReset, PasswordReset } from "../../generated/schemas.ts";
import { type BaseRow, defineTable } from "../../world/definition.ts";

/** A reset as stored. */
export type PasswordResetRow = PasswordReset & BaseRow & { readonly is_used: boolean };

export const passwordResets = defineTable<PasswordResetRow, PasswordReset>({
  name: "password_resets",
  label: "Password reset",
  prefix: "password_reset",
  object: "password_reset",
  indexes: { user_id: (row) => row.user_id },
  unique: { token: (row) => row.password_reset_token },
  parents: { users: { index: "user_id", isSilent: true } },
  events: { created: "password_reset.created" },
  present: ({ is_used, updated_at, ...wire }) => wire,
  toEvent: passwordResetEvent,
});

/** The data of a reset's events: without what would let one in. */
export function passwordResetEvent(row: PasswordResetRow): EventPasswordReset {
  const { is_used, updated_at, password_reset_token, password_reset_url, ...data } = row;
  return data;
}
