import { refused } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { refuseOverQuota } from "../email-verifications/mail.ts";
import { freshCode, replaceCodes, spendCode, tryCode } from "../email-verifications/one-time-code.ts";
import { userByEmail } from "../users/find-user.ts";
import { isManaged, moveIn } from "../users/rules.ts";
import { type UserRow, users } from "../users/table.ts";
import { emailChanges } from "./table.ts";

const refusals = {
  none: [409, "no_pending_email_change", "No change of the address was asked for."],
  used: [409, "email_change_code_previously_used", "The code was used before."],
  expired: [400, "email_change_code_expired", "The code has expired."],
  incorrect: [400, "email_change_code_incorrect", "The code is wrong."],
  too_many: [429, "email_change_too_many_attempts", "Too many wrong codes were tried."],
} as const;

export const emailChangesResource = defineResource({
  tables: [emailChanges],
  behaviours: {
    sendEmailChange: ({ world, path, body }) => {
      const user = world.get(users, path.user_id);
      const { new_email: email } = body;
      if (!/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(email))
        throw refused(422, "invalid_email", "The new address is not a valid one.");
      if (email.toLowerCase() === user.email.toLowerCase())
        throw refused(409, "email_change_not_needed", "The user has this address already.");
      refuseChange(world, user, email);
      refuseOverQuota(world);
      replaceCodes(world, emailChanges, { user_id: user.id });
      const row = world.insert(emailChanges, { user_id: user.id, new_email: email, ...freshCode(world) });
      const text = `Your code to confirm this address is ${row.code}.`;
      world.send({ channel: "email", to: email, kind: "email_change", text, code: row.code });
      return world.present(emailChanges, row);
    },
    confirmEmailChange: ({ world, path, body }) => {
      const user = world.get(users, path.user_id);
      const verdict = tryCode(world, emailChanges, { user_id: user.id }, body.code);
      if (verdict.kind !== "right") {
        const [status, code, message] = refusals[verdict.kind];
        throw refused(status, code, message);
      }
      refuseChange(world, user, verdict.row.new_email);
      spendCode(world, emailChanges, verdict.row.id);
      const row = world.update(users, user.id, { email: verdict.row.new_email, email_verified: true });
      moveIn(world, row);
      return { object: "email_change_confirmation", user: world.present(users, row) };
    },
  },
});

/** What may stand against a change; checked again on confirmation, since much can happen in between. */
function refuseChange(world: World, user: UserRow, email: string): void {
  if (isManaged(world, user.id))
    throw refused(409, "email_change_not_allowed", "The user's address is managed by a directory.");
  const holder = userByEmail(world, email);
  if (holder && holder.id !== user.id)
    throw refused(409, "email_not_available", "Another user has this e-mail address.");
}
