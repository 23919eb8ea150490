import type { AuthenticationFactorWithSecrets, FactorEnroll } from "../../generated/schemas.ts";
import { invalid, type Problem, refused } from "../../problem.ts";
import { drawQrCode } from "../../qr-code/draw.ts";
import { longestQrText } from "../../qr-code/encode.ts";
import { pngOf } from "../../qr-code/png.ts";
import type { World } from "../../world/world.ts";
import { users } from "../users/table.ts";
import { type ChallengeRow, challenges, type FactorRow, factors } from "./table.ts";
import { matchingStep, toBase32 } from "./totp.ts";

const codeLifetimeMs = 10 * 60 * 1000;
/** The number is not documented (facts: behaviours 9). */
const greatestFailures = 10;
/** Adds a factor; the answer is the only one that shows a secret. */
export function enrollFactor(world: World, input: FactorEnroll): AuthenticationFactorWithSecrets {
  if (input.user_id !== undefined && !world.find(users, input.user_id))
    throw invalid([{ field: "user_id", code: "not_found", message: `User not found: '${input.user_id}'.` }]);
  if (input.type === "totp") return enrollTotp(world, input);
  const needsPhone = input.type === "sms";
  if (needsPhone && !/^\+[1-9]\d{6,14}$/.test(input.phone_number ?? ""))
    throw invalid([
      { field: "phone_number", code: "invalid_phone_number", message: "phone_number must be in E.164 form." },
    ]);
  const row = world.insert(factors, {
    type: input.type,
    user_id: input.user_id,
    sms: needsPhone ? { phone_number: input.phone_number ?? "" } : undefined,
  });
  const { totp: _, ...factor } = world.present(factors, row);
  return factor;
}

function enrollTotp(world: World, input: FactorEnroll): AuthenticationFactorWithSecrets {
  const missing = (["totp_issuer", "totp_user"] as const).filter((field) => !input[field]);
  if (missing.length > 0) throw invalid(missing.map((field) => ({ field, code: "required" })));
  const { totp_issuer: issuer = "", totp_user: user = "" } = input;
  const secret = toBase32(world.random.bytes(20));
  const row = world.insert(factors, {
    type: "totp",
    user_id: input.user_id,
    totp: { issuer, user },
    totp_secret: secret,
  });
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(user)}`;
  const uri = `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`;
  return { ...world.present(factors, row), totp: { issuer, user, secret, qr_code: qrCodeOf(uri, secret), uri } };
}

/** The address as an image; one that is too long for it goes without the names, which the app then asks for. */
function qrCodeOf(uri: string, secret: string): string {
  return pngOf(drawQrCode(uri.length <= longestQrText ? uri : `otpauth://totp/WorkOS?secret=${secret}`));
}

/** Opens a challenge; a text message goes to the outbox. `template` may hold `{{code}}`. */
export function openChallenge(world: World, factorId: string, template = "Your code is {{code}}."): ChallengeRow {
  const factor = world.get(factors, factorId);
  const code = factor.type === "totp" ? undefined : world.random.digits(6);
  const row = world.insert(challenges, {
    authentication_factor_id: factor.id,
    type: factor.type,
    sent_code: code,
    expires_at: code === undefined ? undefined : world.clock.iso(codeLifetimeMs),
    failures: 0,
    is_verified: false,
  });
  if (code !== undefined && factor.sms)
    world.send({
      channel: "sms",
      to: factor.sms.phone_number,
      kind: "mfa",
      text: template.replaceAll("{{code}}", code),
      code,
    });
  return row;
}

/** Tries a code. A wrong one leaves the challenge usable; a right one is right once. */
export async function tryCode(
  world: World,
  challengeId: string,
  code: string,
): Promise<{ challenge: ChallengeRow; isValid: boolean }> {
  const challenge = world.get(challenges, challengeId);
  if (challenge.is_verified) throw verifiedBefore(challengeId);
  if (challenge.expires_at !== undefined && Date.parse(challenge.expires_at) <= world.clock.now())
    throw refused(
      422,
      "authentication_challenge_expired",
      `The authentication challenge '${challenge.id}' has expired.`,
    );
  if (challenge.failures >= greatestFailures)
    throw refused(400, "one_time_code_too_many_attempts", "Too many wrong codes were tried.");
  const factor = world.get(factors, challenge.authentication_factor_id);
  const isValid = challenge.type === "totp" ? await useTotp(world, factor, code) : challenge.sent_code === code;
  // Another request may have been quicker while the code was computed.
  const now = world.get(challenges, challengeId);
  if (now.is_verified) throw verifiedBefore(challengeId);
  const changed = isValid ? { is_verified: true } : { failures: now.failures + 1 };
  return { challenge: world.update(challenges, challenge.id, changed), isValid };
}

function verifiedBefore(id: string): Problem {
  const message = `The authentication challenge '${id}' has already been verified.`;
  return refused(422, "authentication_challenge_previously_verified", message);
}

async function useTotp(world: World, factor: FactorRow, code: string): Promise<boolean> {
  // An authenticator app goes by real time, whatever the mock's clock says.
  const step = await matchingStep(factor.totp_secret ?? "", code, world.clock.verifierNow(), factor.totp_last_step);
  const { totp_last_step: lastUsed = -1 } = world.get(factors, factor.id);
  if (step === undefined || step <= lastUsed) return false;
  world.update(factors, factor.id, { totp_last_step: step, updated_at: factor.updated_at });
  return true;
}
