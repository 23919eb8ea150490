import type { EmailVerification } from "../../generated/schemas.ts";
import { refused } from "../../problem.ts";
import { defineResource } from "../behaviour.ts";
import { findUser, type UserRef } from "../users/find-user.ts";
import { users } from "../users/table.ts";
import { refuseOverQuota } from "./mail.ts";
import { spendCode, tryCode } from "./one-time-code.ts";
import { sendVerification, verifyAddress } from "./rules.ts";
import { emailVerifications } from "./table.ts";

const refusals = {
  used: ["email_verification_code_previously_used", "The code was used before."],
  expired: ["email_verification_code_expired", "The code has expired."],
  incorrect: ["email_verification_code_incorrect", "The code is wrong."],
  none: ["email_verification_code_incorrect", "No code was sent."],
  // Not documented for this operation: after too many tries no code is right any more.
  too_many: ["email_verification_code_incorrect", "Too many wrong codes were tried."],
} as const;

export const emailVerificationsResource = defineResource({
  tables: [emailVerifications],
  behaviours: {
    sendVerificationEmail: ({ world, path }) => {
      const user = world.get(users, path.user_id);
      if (user.email_verified) throw refused(400, "email_already_verified", "The address is verified already.");
      refuseOverQuota(world);
      sendVerification(world, user);
      return { user: world.present(users, user) };
    },
    verifyEmail: ({ world, path, body }) => {
      const user = world.get(users, path.user_id);
      if (user.email_verified) throw refused(400, "email_previously_verified", "The address is verified already.");
      const verdict = tryCode(world, emailVerifications, { user_id: user.id }, body.code);
      if (verdict.kind !== "right") {
        const [code, message] = refusals[verdict.kind];
        throw refused(400, code, message);
      }
      spendCode(world, emailVerifications, verdict.row.id);
      return { user: world.present(users, verifyAddress(world, user.id)) };
    },
    getEmailVerification: ({ world, path }) =>
      world.present(emailVerifications, world.get(emailVerifications, path.id)),
  },
  dashboard: (world) => ({
    /** Sends a user a code, as hosted AuthKit does. */
    create: ({ user }: { readonly user: UserRef }): EmailVerification =>
      world.present(emailVerifications, sendVerification(world, findUser(world, user))),
  }),
});
