import type { World } from "../../world/world.ts";
import { type UserRow, users } from "../users/table.ts";
import { freshCode, replaceCodes } from "./one-time-code.ts";
import { type EmailVerificationRow, emailVerifications } from "./table.ts";

/** Makes a code for the user's address and mails it; older codes stop working (inferred, as for Magic Auth). */
export function sendVerification(world: World, user: UserRow): EmailVerificationRow {
  replaceCodes(world, emailVerifications, { user_id: user.id });
  const row = world.insert(emailVerifications, { user_id: user.id, email: user.email, ...freshCode(world) });
  world.send({
    channel: "email",
    to: user.email,
    kind: "email_verification",
    text: `Your verification code is ${row.code}.`,
    code: row.code,
  });
  return row;
}

/** Marks the address as proven; nothing happens when it is already. */
export function verifyAddress(world: World, userId: string): UserRow {
  return world.update(users, userId, { email_verified: true });
}
