import type { PasswordReset } from "../../generated/schemas.ts";
import { notFound, refused } from "../../problem.ts";
import { settings } from "../../world/settings.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { refuseOverQuota } from "../email-verifications/mail.ts";
import { verifyAddress } from "../email-verifications/rules.ts";
import { revokeSessions } from "../sessions/rules.ts";
import { findUser, type UserRef, userByEmail } from "../users/find-user.ts";
import { retireResets } from "../users/moved-address.ts";
import { newPassword, weaknessesOf } from "../users/password.ts";
import { isManaged } from "../users/rules.ts";
import { type UserRow, users } from "../users/table.ts";
import { resetPasswordForm, resetPasswordResult } from "./page.ts";
import { type PasswordResetRow, passwordResetEvent, passwordResets } from "./table.ts";

/** Seen in the emulator (facts: behaviours 11). */
const lifetimeMs = 60 * 60 * 1000;

export const passwordResetsResource = defineResource({
  tables: [passwordResets],
  behaviours: {
    createPasswordReset: ({ world, body, origin }) => {
      refuseWithoutPasswords(world);
      const user = userByEmail(world, body.email);
      // Inferred: an unknown address is a 404 (facts: user-management-password-reset).
      if (!user) throw notFound("User", body.email);
      // Inferred: whoever signs in through a directory has no password to reset.
      if (isManaged(world, user.id))
        throw refused(403, "password_reset_not_allowed", "The user's sign-in is managed by a directory.");
      refuseOverQuota(world);
      return world.present(passwordResets, createReset(world, user, origin));
    },
    getPasswordReset: ({ world, path }) => world.present(passwordResets, world.get(passwordResets, path.id)),
    resetPassword: ({ world, body }) => ({
      user: world.present(users, resetPassword(world, body.token, body.new_password)),
    }),
  },
  pages: {
    "GET /reset-password": resetPasswordForm,
    "POST /reset-password": ({ world, body: { token, new_password: password } }) =>
      resetPasswordResult(() => resetPassword(world, String(token), String(password))),
  },
  locate: {
    "GET /reset-password": (world, { query }) => isKnown(world, query.token),
    "POST /reset-password": (world, { body }) => isKnown(world, body.token),
  },
  dashboard: (world) => ({
    /** Starts a reset for a user, as hosted AuthKit does. */
    create: ({ user }: { readonly user: UserRef }): PasswordReset =>
      world.present(passwordResets, createReset(world, findUser(world, user), "https://api.workos.com")),
  }),
});

function isKnown(world: World, token: unknown): boolean {
  return world.findBy(passwordResets, "token", String(token)) !== undefined;
}

function resetPassword(world: World, token: string, password: string): UserRow {
  refuseWithoutPasswords(world);
  const row = world.findBy(passwordResets, "token", token);
  // Inferred: an unknown, used or expired token is a 404 (facts: behaviours 11).
  if (!row || row.is_used || Date.parse(row.expires_at) <= world.clock.now())
    throw notFound("Password reset token", token);
  const errors = weaknessesOf(world, password);
  if (errors.length > 0) throw refused(400, "password_reset_error", "The password could not be reset.", { errors });
  // Further tokens that were mailed go with it (inferred).
  retireResets(world, row.user_id);
  return setPassword(world, row, password);
}

function createReset(world: World, user: UserRow, origin: string): PasswordResetRow {
  const token = world.random.token();
  const url = `${origin}/reset-password?token=${token}`;
  const row = world.insert(passwordResets, {
    user_id: user.id,
    email: user.email,
    password_reset_token: token,
    password_reset_url: url,
    expires_at: world.clock.iso(lifetimeMs),
    is_used: false,
  });
  const text = `Set a new password: ${url}`;
  world.send({ channel: "email", to: user.email, kind: "password_reset", text, link: url, token });
  return row;
}

/** Whoever read the mail owns the address; sessions of before end (facts: behaviours 11). */
function setPassword(world: World, row: PasswordResetRow, password: string): UserRow {
  world.update(users, row.user_id, newPassword(row.user_id, password), { isSilent: true });
  const user = verifyAddress(world, row.user_id);
  world.emit("password_reset.succeeded", passwordResetEvent(row));
  revokeSessions(world, { user_id: row.user_id });
  return user;
}

function refuseWithoutPasswords(world: World): void {
  if (!world.read(settings).authentication_methods.password)
    throw refused(403, "email_password_auth_disabled", "Sign-in by e-mail and password is disabled.");
}
