import type { EmailVerification, EventEmailVerification } from "../../generated/schemas.ts";
import { defineTable } from "../../world/definition.ts";
import type { OneTimeCode } from "./one-time-code.ts";

/** A verification as stored. */
export type EmailVerificationRow = EmailVerification & OneTimeCode;

export const emailVerifications = defineTable<EmailVerificationRow, EmailVerification>({
  name: "email_verifications",
  label: "Email verification",
  prefix: "email_verification",
  object: "email_verification",
  indexes: { user_id: (row) => row.user_id },
  parents: { users: { index: "user_id", isSilent: true } },
  events: { created: "email_verification.created" },
  present: presentVerification,
  toEvent: (row): EventEmailVerification => {
    const { code: _, ...data } = presentVerification(row);
    return data;
  },
});

function presentVerification({ is_used, is_replaced, failures, ...wire }: EmailVerificationRow): EmailVerification {
  return wire;
}
