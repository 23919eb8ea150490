import type { MagicAuth } from "../../generated/schemas.ts";
import { oauthError } from "../../problem.ts";
import { settings } from "../../world/settings.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { refuseOverQuota, refuseUndeliverable } from "../email-verifications/mail.ts";
import { freshCode, replaceCodes } from "../email-verifications/one-time-code.ts";
import { usableInvitation } from "../invitations/rules.ts";
import { userByEmail } from "../users/find-user.ts";
import { createUser } from "../users/rules.ts";
import { type MagicAuthRow, magicAuths } from "./table.ts";

export const magicAuthResource = defineResource({
  tables: [magicAuths],
  behaviours: {
    createMagicAuth: ({ world, body }) => {
      const { authentication_methods: methods, allow_sign_up: isOpen, radar } = world.read(settings);
      if (!methods.magic_auth) throw oauthError("authentication_method_not_allowed", "Magic Auth is not enabled.");
      refuseUndeliverable(body.email);
      const invitation = body.invitation_token && usableInvitation(world, body.invitation_token, body.email);
      if (!isOpen && !invitation && !userByEmail(world, body.email))
        throw oauthError("sign_up_not_allowed", "Sign-up is closed.");
      refuseOverQuota(world);
      const row = world.present(magicAuths, createMagicAuth(world, body.email));
      // Inferred: an attempt is recorded when Radar has something to judge by.
      const isJudged = radar && body.signals_id !== undefined;
      return isJudged ? { ...row, radar_auth_attempt_id: world.newId("radar_auth_attempt") } : row;
    },
    getMagicAuth: ({ world, path }) => world.present(magicAuths, world.get(magicAuths, path.id)),
  },
  dashboard: (world) => ({
    /** Makes and mails a code, as hosted AuthKit does. */
    create: ({ email }: { readonly email: string }): MagicAuth =>
      world.present(magicAuths, createMagicAuth(world, email)),
  }),
});

/** An unknown address becomes an unverified user right away, as the live API does (facts: behaviours 11). */
function createMagicAuth(world: World, email: string): MagicAuthRow {
  const user = userByEmail(world, email) ?? createUser(world, { email });
  replaceCodes(world, magicAuths, { email: email.toLowerCase() });
  const row = world.insert(magicAuths, { user_id: user.id, email, ...freshCode(world) });
  const text = `Your sign-in code is ${row.code}.`;
  world.send({ channel: "email", to: email, kind: "magic_auth", text, code: row.code });
  return row;
}
