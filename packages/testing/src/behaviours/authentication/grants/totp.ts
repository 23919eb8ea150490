import type { Authentication } from "../../../generated/schemas.ts";
import { Problem, refused } from "../../../problem.ts";
import type { World } from "../../../world/world.ts";
import { tryCode } from "../../mfa/rules.ts";
import { challenges, factors } from "../../mfa/table.ts";
import { users } from "../../users/table.ts";
import { complete, withPassed } from "../complete.ts";
import { emitFailed, emitSucceeded } from "../outcomes.ts";
import { findPending, takeUp } from "../pending.ts";
import { agentOf, type GrantCall } from "../request.ts";

/** The codes of the MFA operations in the words of authenticate. */
const translations: Readonly<Record<string, readonly [string, string]>> = {
  authentication_challenge_previously_verified: ["one_time_code_previously_used", "The challenge was met before."],
  authentication_challenge_expired: ["one_time_code_expired", "The challenge has expired."],
};

export async function totpGrant({ world, fields, origin }: GrantCall): Promise<Authentication> {
  const pending = findPending(world, fields.pending_authentication_token ?? "");
  const challenge = world.get(challenges, fields.authentication_challenge_id ?? "");
  const factor = world.get(factors, challenge.authentication_factor_id);
  if (factor.user_id !== pending.user_id)
    throw refused(400, "user_mismatch", "The challenge is not one of the user who signs in.");
  const { email } = world.get(users, pending.user_id);
  const tried = { user_id: pending.user_id, email, ...agentOf(fields) };
  if (!(await isRight(world, challenge.id, fields.code ?? ""))) {
    emitFailed(world, "mfa", tried, "invalid_one_time_code", "The one-time code is wrong.");
    throw refused(400, "invalid_one_time_code", "The one-time code is wrong.");
  }
  emitSucceeded(world, "mfa", tried);
  return complete(world, { ...withPassed(takeUp(world, pending), "mfa"), ...agentOf(fields) }, origin);
}

async function isRight(world: World, challengeId: string, code: string): Promise<boolean> {
  try {
    return (await tryCode(world, challengeId, code)).isValid;
  } catch (error) {
    const body = error instanceof Problem ? error.body : undefined;
    const known = typeof body === "object" && body !== null && "code" in body ? String(body.code) : "";
    const translated = translations[known];
    throw translated ? refused(400, ...translated) : error;
  }
}
