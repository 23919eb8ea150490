export { CallbackError, readCallback } from "./auth/callback.ts";
export { DeviceFlowError, type PollDeviceOptions, pollDevice } from "./auth/device.ts";
export {
  authenticateWithCode,
  authenticateWithDeviceCode,
  authenticateWithEmailCompletion,
  authenticateWithEmailVerification,
  authenticateWithMagicAuth,
  authenticateWithOrganizationSelection,
  authenticateWithPassword,
  authenticateWithRadarEmailChallenge,
  authenticateWithRadarSmsChallenge,
  authenticateWithRefreshToken,
  authenticateWithTotp,
  type GrantInput,
  readPendingToken,
} from "./auth/grants.ts";
export {
  type MfaEnrollmentStep,
  type MfaFactor,
  type MfaStep,
  startMfaChallenge,
  startMfaEnrollment,
} from "./auth/mfa.ts";
export { createPendingSignIns, type PendingSignIns, type PendingSignInsOptions } from "./auth/pending-sign-ins.ts";
export { challengeOf, createPkce, createState, type Pkce } from "./auth/pkce.ts";
export { safeReturnPath } from "./auth/return-path.ts";
export { type StartedSignIn, startSignIn, startSsoSignIn } from "./auth/sign-in.ts";
export type {
  AuthorizationUrlInput,
  AuthorizationUrlOptions,
  SignInByAuthKit,
  SignInByConnection,
  SignInByOrganization,
  SignInByProvider,
  SsoAuthorizationUrlInput,
  SsoAuthorizationUrlOptions,
  SsoByConnection,
  SsoByDomain,
  SsoByOrganization,
  SsoByProvider,
} from "./auth/url-inputs.ts";
export {
  buildAuthorizationUrl,
  buildJwksUrl,
  buildLogoutUrl,
  buildSsoAuthorizationUrl,
  type Environment,
} from "./auth/urls.ts";
