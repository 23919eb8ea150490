import type { Core } from "../core/core.ts";
import { ConfigurationError } from "../core/errors/errors.ts";
import { isApiError } from "../core/errors/is-api-error.ts";
import type { CallOptions } from "../core/options.ts";
import type { Authentication, AuthenticationChallenge, AuthenticationFactorWithSecrets } from "../generated/models.ts";
import { challengeFactor } from "../generated/operations/mfa.ts";
import { enrollUserAuthFactor } from "../generated/operations/user-auth-factors.ts";
import { authenticateWithTotp, type GrantInput, readPendingToken } from "./grants.ts";

type Telemetry = Omit<
  GrantInput<"urn:workos:oauth:grant-type:mfa-totp">,
  "code" | "pending_authentication_token" | "authentication_challenge_id"
>;

/** A second factor that has been challenged: ask the user for the code. */
export interface MfaStep {
  challenge: AuthenticationChallenge;
  /** Ends the sign-in. A wrong code throws `invalid_one_time_code`, and another may be tried on the same step. */
  verify(code: string, telemetry?: Telemetry, options?: CallOptions): Promise<Authentication>;
}

/** A factor just made: show `factor.totp.qr_code`, then ask the user for the code. */
export interface MfaEnrollmentStep extends MfaStep {
  factor: AuthenticationFactorWithSecrets;
}

/** A factor of a user, as a stopped sign-in lists it. */
export interface MfaFactor {
  id: string;
  type: string;
}

/**
 * Goes on after a sign-in that threw `mfa_challenge`: challenges one of the user's factors.
 *
 * @param pick chooses among several factors. @default the first
 * @throws the error itself when it is another one; ConfigurationError when no factor was picked.
 * @example
 * const step = await startMfaChallenge(client, error);
 * const { access_token } = await step.verify(code);
 */
export async function startMfaChallenge(
  client: Core,
  error: unknown,
  {
    pick = ([first]: MfaFactor[]) => first,
    ...input
  }: { pick?: (factors: MfaFactor[]) => MfaFactor | undefined; sms_template?: string } = {},
): Promise<MfaStep> {
  const { token, factors } = readStop(error, "mfa_challenge");
  const factor = pick(factors);
  if (factor === undefined)
    throw new ConfigurationError("factor_missing", "No factor to challenge was found or picked.");
  return stepOf(client, token, await challengeFactor(client, { id: factor.id, ...input }));
}

/**
 * Goes on after a sign-in that threw `mfa_enrollment`: makes a TOTP factor for the user and challenges it.
 *
 * @throws the error itself when it is another one.
 */
export async function startMfaEnrollment(
  client: Core,
  error: unknown,
  input: { totp_issuer?: string; totp_user?: string } = {},
): Promise<MfaEnrollmentStep> {
  const { token, userId } = readStop(error, "mfa_enrollment");
  const enrolled = await enrollUserAuthFactor(client, { user_id: userId, type: "totp", ...input });
  return { ...stepOf(client, token, enrolled.authentication_challenge), factor: enrolled.authentication_factor };
}

function stepOf(client: Core, token: string, challenge: AuthenticationChallenge): MfaStep {
  return {
    challenge,
    verify: (code, telemetry, options) =>
      authenticateWithTotp(
        client,
        { code, pending_authentication_token: token, authentication_challenge_id: challenge.id, ...telemetry },
        options,
      ),
  };
}

// The reference tells these fields; the API leaves them out for some grants, so they are checked here.
function readStop(
  error: unknown,
  code: "mfa_challenge" | "mfa_enrollment",
): { token: string; userId: string; factors: MfaFactor[] } {
  if (!isApiError(error, code)) throw error;
  const { authentication_factors = [], user } = Object(error.body);
  return { token: readPendingToken(error), userId: String(user?.id ?? ""), factors: authentication_factors };
}
