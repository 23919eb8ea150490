import type { Authentication } from "../../../generated/schemas.ts";
import { oauthError, refused } from "../../../problem.ts";
import type { World } from "../../../world/world.ts";
import { connections } from "../../connections/table.ts";
import { matchesChallenge } from "../../sso/pkce.ts";
import { users } from "../../users/table.ts";
import { complete } from "../complete.ts";
import { emitReauthentication, emitSso, emitSucceeded, factorOf } from "../outcomes.ts";
import { agentOf, type Fields, type GrantCall } from "../request.ts";
import { type AuthorizationCode, authorizationCodes, emailCompletions } from "../table.ts";

const completionLifetimeMs = 10 * 60 * 1000;

/** Redeems the code that the browser brought back: once, within ten minutes. */
export async function authorizationCodeGrant({ world, fields, origin, isPublic }: GrantCall): Promise<Authentication> {
  const code = takeCode(world, fields.code ?? "");
  await prove(code, fields.code_verifier, isPublic);
  if (code.connection_id !== undefined && world.find(connections, code.connection_id)?.state !== "active")
    throw oauthError("invalid_connection", "The connection is not active any more.");
  if (code.user_id === undefined) throw completionRequired(world, code);
  return signInByCode(world, { ...code, user_id: code.user_id, is_public: isPublic }, fields, origin);
}

function takeCode(world: World, id: string): AuthorizationCode {
  const code = world.find(authorizationCodes, id);
  if (code) world.remove(authorizationCodes, id);
  if (!code || Date.parse(code.expires_at) <= world.clock.now())
    throw oauthError("invalid_grant", "The code is unknown, was used before, or has expired.");
  return code;
}

async function prove(code: AuthorizationCode, verifier: string | undefined, isPublic: boolean): Promise<void> {
  const challenge = code.code_challenge;
  if (challenge === undefined) {
    if (verifier !== undefined || isPublic)
      throw refused(400, "code_challenge_not_found", "The sign-in began without a code_challenge.");
    return;
  }
  if (!(await matchesChallenge(challenge, verifier)))
    throw oauthError("invalid_grant", "The code_verifier does not belong to the code_challenge.");
}

/** The provider named no address (facts: recent additions). */
function completionRequired(world: World, code: AuthorizationCode) {
  const row = world.insert(emailCompletions, {
    id: world.random.token(),
    code,
    expires_at: world.clock.iso(completionLifetimeMs),
  });
  const message = "The provider gave no e-mail address: ask the user for it.";
  return refused(403, "email_completion_required", message, { email_completion_token: row.id });
}

/** Goes on with a code whose user is known. What the hosted pages asked for is behind it. */
export function signInByCode(
  world: World,
  code: AuthorizationCode & { readonly user_id: string },
  fields: Fields,
  origin: string,
  passed: readonly ("radar" | "email_verification" | "mfa" | "organization")[] = [
    "radar",
    "email_verification",
    "mfa",
    "organization",
  ],
): Promise<Authentication> {
  const { email } = world.get(users, code.user_id);
  const given = agentOf(fields);
  const tried = { user_id: code.user_id, email, ...given };
  const factor = factorOf(code.method);
  if (code.connection_id !== undefined) emitSso(world, code.connection_id, tried);
  else if (factor) emitSucceeded(world, factor, tried);
  if (code.is_reauthentication) emitReauthentication(world, tried);
  const { user_id, method, organization_id, invitation_token, impersonator, oauth_tokens, is_public } = code;
  const start = { user_id, method, organization_id, invitation_token, impersonator, oauth_tokens, is_public };
  return complete(world, { ...start, ...given, passed }, origin);
}
