import type { Authentication } from "../../../generated/schemas.ts";
import { refused } from "../../../problem.ts";
import { settings } from "../../../world/settings.ts";
import { userByEmail } from "../../users/find-user.ts";
import { isPasswordOf } from "../../users/password.ts";
import { complete } from "../complete.ts";
import { emitFailed, emitSucceeded } from "../outcomes.ts";
import { agentOf, type GrantCall } from "../request.ts";

export async function passwordGrant({ world, fields, origin }: GrantCall): Promise<Authentication> {
  if (!world.read(settings).authentication_methods.password)
    throw refused(403, "email_password_auth_disabled", "Sign-in by e-mail and password is disabled.");
  const { email = "", password = "" } = fields;
  const user = userByEmail(world, email);
  const tried = { user_id: user?.id ?? null, email, ...agentOf(fields) };
  if (!user || !(await isPasswordOf(world, user, password))) {
    // The same whether or not the user exists; the live API names the address (facts: behaviours 13).
    const message = `The credentials for ${email} are wrong.`;
    emitFailed(world, "password", tried, "invalid_credentials", message);
    throw refused(400, "invalid_credentials", message);
  }
  emitSucceeded(world, "password", { ...tried, user_id: user.id });
  return complete(world, { user_id: user.id, method: "Password", ...agentOf(fields), passed: [] }, origin);
}
