import type { Authentication } from "../../../generated/schemas.ts";
import { notFound, type Problem, refused } from "../../../problem.ts";
import { settings } from "../../../world/settings.ts";
import { spendCode, tryCode, type Verdict } from "../../email-verifications/one-time-code.ts";
import { verifyAddress } from "../../email-verifications/rules.ts";
import { emailVerifications } from "../../email-verifications/table.ts";
import { usableInvitation } from "../../invitations/rules.ts";
import { magicAuths } from "../../magic-auth/table.ts";
import { radarChallenges, smsVerifications } from "../../radar-challenges/table.ts";
import { userByEmail } from "../../users/find-user.ts";
import { users } from "../../users/table.ts";
import { complete, withPassed } from "../complete.ts";
import { emitFailed, emitSucceeded } from "../outcomes.ts";
import { findPending, takeUp } from "../pending.ts";
import { agentOf, type GrantCall } from "../request.ts";

const refusals = {
  none: ["invalid_one_time_code", "The one-time code is wrong."],
  incorrect: ["invalid_one_time_code", "The one-time code is wrong."],
  expired: ["one_time_code_expired", "The one-time code has expired."],
  used: ["one_time_code_previously_used", "The one-time code was used before."],
  too_many: ["one_time_code_too_many_attempts", "Too many wrong one-time codes were tried."],
} as const;

function refusalOf(kind: Exclude<Verdict<unknown>["kind"], "right">): Problem & { code: string } {
  const [code, message] = refusals[kind];
  return Object.assign(refused(400, code, message), { code });
}

export function magicAuthGrant({ world, fields, origin }: GrantCall): Promise<Authentication> {
  const { code = "", email = "" } = fields;
  if (!world.read(settings).authentication_methods.magic_auth)
    throw refused(403, "authentication_method_not_allowed", "Magic Auth is not enabled.");
  const verdict = tryCode(world, magicAuths, { email: email.toLowerCase() }, code);
  const tried = { user_id: userByEmail(world, email)?.id ?? null, email, ...agentOf(fields) };
  if (verdict.kind !== "right") {
    const refusal = refusalOf(verdict.kind);
    emitFailed(world, "magic_auth", tried, refusal.code, "The code was not right.");
    throw refusal;
  }
  const { user_id } = verdict.row;
  // Before the code is spent: with the right invitation it may be tried again.
  if (fields.invitation_token !== undefined) usableInvitation(world, fields.invitation_token, email);
  spendCode(world, magicAuths, verdict.row.id);
  emitSucceeded(world, "magic_auth", { ...tried, user_id });
  // Whoever read the code owns the address, as seen from the live API (facts: behaviours 13).
  verifyAddress(world, user_id);
  return complete(world, { user_id, method: "MagicAuth", ...agentOf(fields), passed: [] }, origin);
}

export function emailVerificationGrant({ world, fields, origin }: GrantCall): Promise<Authentication> {
  const pending = findPending(world, fields.pending_authentication_token ?? "");
  const verdict = tryCode(world, emailVerifications, { user_id: pending.user_id }, fields.code ?? "");
  const email = verdict.kind === "right" ? verdict.row.email : null;
  const tried = { user_id: pending.user_id, email, ...agentOf(fields) };
  if (verdict.kind !== "right") {
    const refusal = refusalOf(verdict.kind);
    emitFailed(world, "email_verification", tried, refusal.code, "The code was not right.");
    throw refusal;
  }
  spendCode(world, emailVerifications, verdict.row.id);
  emitSucceeded(world, "email_verification", { ...tried, email: verdict.row.email });
  verifyAddress(world, pending.user_id);
  const signIn = withPassed(takeUp(world, pending), "email_verification");
  return complete(world, { ...signIn, ...agentOf(fields) }, origin);
}

export function radarEmailGrant({ world, fields, origin }: GrantCall): Promise<Authentication> {
  const pending = findPending(world, fields.pending_authentication_token ?? "");
  const challenge = world.find(radarChallenges, fields.radar_challenge_id);
  if (!challenge) throw notFound("Radar challenge", fields.radar_challenge_id ?? "");
  if (challenge.user_id !== pending.user_id)
    throw refused(400, "user_mismatch", "The challenge is not one of the user who signs in.");
  const verdict = tryCode(world, radarChallenges, { id: challenge.id }, fields.code ?? "");
  if (verdict.kind !== "right") throw refusalOf(verdict.kind);
  spendCode(world, radarChallenges, challenge.id);
  return complete(world, { ...takeUp(world, pending), ...agentOf(fields) }, origin);
}

/** Sign-ups must name the verification and the number; sign-ins may rely on the newest message. */
export function radarSmsGrant({ world, fields, origin }: GrantCall): Promise<Authentication> {
  const { verification_id: id, phone_number: phone } = fields;
  const pending = findPending(world, fields.pending_authentication_token ?? "");
  const sent = world.rows(smsVerifications, { where: { user_id: pending.user_id } });
  const isSignUp = world.get(users, pending.user_id).last_sign_in_at === null;
  if (phone === undefined && (isSignUp || id !== undefined))
    throw refused(400, "phone_number_required", "Name the phone_number that the code was sent to.");
  if (id === undefined && (isSignUp || phone !== undefined))
    throw refused(400, "verification_id_required", "Name the verification_id that the number belongs to.");
  const fits = sent.some((row) => row.id === id && row.phone_number === phone);
  if (id !== undefined && !fits) throw refusalOf("none");
  const where = id === undefined ? { user_id: pending.user_id } : { id };
  const verdict = tryCode(world, smsVerifications, where, fields.code ?? "");
  if (verdict.kind !== "right") throw refusalOf(verdict.kind);
  spendCode(world, smsVerifications, verdict.row.id);
  return complete(world, { ...takeUp(world, pending), ...agentOf(fields) }, origin);
}
