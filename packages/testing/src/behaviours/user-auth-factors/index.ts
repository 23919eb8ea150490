import type { AuthenticationFactorWithSecrets, UserAuthFactorEnroll } from "../../generated/schemas.ts";
import { invalid } from "../../problem.ts";
import { settings } from "../../world/settings.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { enrollFactor, openChallenge } from "../mfa/rules.ts";
import { challenges, factors } from "../mfa/table.ts";
import { findUser, type UserRef } from "../users/find-user.ts";
import { type UserRow, users } from "../users/table.ts";

export const userAuthFactorsResource = defineResource({
  behaviours: {
    listUserAuthFactors: ({ world, path, query }) => {
      world.get(users, path.user_id);
      return world.list(factors, query, { where: { user_id: path.user_id } });
    },
    enrollUserAuthFactor: ({ world, path, body }) => {
      const factor = enroll(world, world.get(users, path.user_id), body);
      const challenge = world.present(challenges, openChallenge(world, factor.id));
      return { authentication_factor: factor, authentication_challenge: challenge };
    },
  },
  dashboard: (world) => ({
    /** Enrolls an authenticator app; a secret that a test knows may be given. */
    create: ({
      user,
      ...body
    }: Partial<UserAuthFactorEnroll> & { readonly user: UserRef }): AuthenticationFactorWithSecrets =>
      enroll(world, findUser(world, user), { type: "totp", ...body }),
  }),
});

/** Issuer and name are optional here: team and address stand in (inferred). */
function enroll(world: World, user: UserRow, body: UserAuthFactorEnroll): AuthenticationFactorWithSecrets {
  const { totp_secret: given } = body;
  if (given !== undefined && !/^[A-Z2-7]{16,}=*$/i.test(given))
    throw invalid([{ field: "totp_secret", code: "invalid_base32" }]);
  const factor = enrollFactor(world, {
    type: "totp",
    totp_issuer: body.totp_issuer ?? world.read(settings).team_name,
    totp_user: body.totp_user ?? user.email,
    user_id: user.id,
  });
  if (given === undefined || !factor.totp) return factor;
  world.update(factors, factor.id, { totp_secret: given });
  const uri = factor.totp.uri.replace(factor.totp.secret, given);
  return { ...factor, totp: { ...factor.totp, secret: given, uri } };
}
