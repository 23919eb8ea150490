import type { Authentication } from "../../../generated/schemas.ts";
import { invalid, oauthError } from "../../../problem.ts";
import { settings } from "../../../world/settings.ts";
import { userByEmail } from "../../users/find-user.ts";
import { createUser } from "../../users/rules.ts";
import { userIdentities } from "../../users/table.ts";
import type { GrantCall } from "../request.ts";
import { emailCompletions } from "../table.ts";
import { signInByCode } from "./authorization-code.ts";

/** Goes on with a login whose provider named no address. The one given now is not proven yet (inferred). */
export function emailCompletionGrant({ world, fields, origin }: GrantCall): Promise<Authentication> {
  const { email = "", email_completion_token: token = "" } = fields;
  const row = world.find(emailCompletions, token);
  if (!row || Date.parse(row.expires_at) <= world.clock.now())
    throw oauthError("invalid_grant", "The e-mail completion token is not valid.");
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw invalid([{ field: "email", code: "invalid_format" }]);
  const known = userByEmail(world, email);
  if (!known && !world.read(settings).allow_sign_up) throw oauthError("sign_up_not_allowed", "Sign-up is closed.");
  world.remove(emailCompletions, token);
  const user = known ?? createUser(world, { email });
  const { identity } = row.code;
  if (identity && !world.findBy(userIdentities, "login", `${identity.provider} ${identity.idp_id}`))
    world.insert(userIdentities, { user_id: user.id, type: "OAuth", ...identity });
  return signInByCode(world, { ...row.code, user_id: user.id }, fields, origin, ["radar", "mfa", "organization"]);
}
