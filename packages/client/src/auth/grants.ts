import type { CallPromise } from "../core/call.ts";
import type { PublicCore } from "../core/core.ts";
import { isApiError } from "../core/errors/is-api-error.ts";
import type { CallOptions } from "../core/options.ts";
import type {
  Authentication,
  AuthenticationCreate,
  AuthorizationCodeGrant,
  DeviceCodeGrant,
  EmailCompletionGrant,
  EmailVerificationCodeGrant,
  MagicAuthCodeGrant,
  MfaTotpGrant,
  OrganizationSelectionGrant,
  PasswordGrant,
  RadarEmailChallengeCodeGrant,
  RadarSmsChallengeCodeGrant,
  RefreshTokenGrant,
} from "../generated/models.ts";
import { authenticate } from "../generated/operations/authentication.ts";

type Own = "grant_type" | "client_id" | "client_secret";

/** What a grant takes beside its own name and the client's credentials. */
export type GrantInput<Type extends AuthenticationCreate["grant_type"]> = Omit<
  Extract<AuthenticationCreate, { grant_type: Type }>,
  Own
>;

// By the name of its body: to find one body among all is more work for compilers, and editors would print the search.
type Grant<Body extends AuthenticationCreate> = (
  client: PublicCore,
  input: Omit<Body, Own>,
  options?: CallOptions,
) => CallPromise<Authentication>;

// Grants are single use: the core never sends one a second time unless the API turned it away unread.
function grant<Body extends AuthenticationCreate>(grant_type: Body["grant_type"]): Grant<Body> {
  return (client, input, options) => authenticate(client, { grant_type, ...input } as never, options);
}

/**
 * Trades the code of a callback; pass `code_verifier` when the sign-in was started with PKCE.
 *
 * @throws ApiError with code `invalid_grant` for a code that was used, has expired, or belongs to another verifier.
 */
export const authenticateWithCode = /* @__PURE__ */ grant<AuthorizationCodeGrant>("authorization_code");

/**
 * Signs in with e-mail and password.
 *
 * @throws ApiError with code `invalid_credentials`, or with the step that is missing, such as `mfa_challenge`.
 */
export const authenticateWithPassword = /* @__PURE__ */ grant<PasswordGrant>("password");

/**
 * Trades a refresh token for new tokens; it works once. `organization_id` switches organization.
 *
 * @throws ApiError with code `invalid_grant` when the session is over.
 */
export const authenticateWithRefreshToken = /* @__PURE__ */ grant<RefreshTokenGrant>("refresh_token");

/**
 * Signs in with a code sent by `createMagicAuth`.
 *
 * @throws ApiError with code `invalid_one_time_code`, `one_time_code_expired` or `one_time_code_previously_used`.
 */
export const authenticateWithMagicAuth = /* @__PURE__ */ grant<MagicAuthCodeGrant>(
  "urn:workos:oauth:grant-type:magic-auth:code",
);

/** Goes on after `email_verification_required` with the code that was mailed. */
export const authenticateWithEmailVerification = /* @__PURE__ */ grant<EmailVerificationCodeGrant>(
  "urn:workos:oauth:grant-type:email-verification:code",
);

/** Goes on after `email_completion_required` with the address that the provider of the login did not give. */
export const authenticateWithEmailCompletion = /* @__PURE__ */ grant<EmailCompletionGrant>(
  "urn:workos:oauth:grant-type:email-completion",
);

/** Goes on after `mfa_challenge` with a code; `startMfaChallenge` does the whole step. */
export const authenticateWithTotp = /* @__PURE__ */ grant<MfaTotpGrant>("urn:workos:oauth:grant-type:mfa-totp");

/** Goes on after `organization_selection_required` with the organization chosen. */
export const authenticateWithOrganizationSelection = /* @__PURE__ */ grant<OrganizationSelectionGrant>(
  "urn:workos:oauth:grant-type:organization-selection",
);

/** Goes on after a Radar challenge with the code that was mailed. */
export const authenticateWithRadarEmailChallenge = /* @__PURE__ */ grant<RadarEmailChallengeCodeGrant>(
  "urn:workos:oauth:grant-type:radar-email-challenge:code",
);

/** Goes on after a Radar challenge with the code that was texted. */
export const authenticateWithRadarSmsChallenge = /* @__PURE__ */ grant<RadarSmsChallengeCodeGrant>(
  "urn:workos:oauth:grant-type:radar-sms-challenge:code",
);

/** Asks once whether a device was approved; `pollDevice` asks until it is. */
export const authenticateWithDeviceCode = /* @__PURE__ */ grant<DeviceCodeGrant>(
  "urn:ietf:params:oauth:grant-type:device_code",
);

/**
 * The token that goes on with a sign-in that stopped for another step, whatever the step. An error without one, such as
 * a wrong password, is thrown again.
 *
 * @example
 * const pending_authentication_token = readPendingToken(error);
 * await authenticateWithEmailVerification(client, { code, pending_authentication_token });
 */
export function readPendingToken(error: unknown): string {
  const { pending_authentication_token: token } = Object(isApiError(error) && error.body);
  if (typeof token !== "string") throw error;
  return token;
}
