/**
 * Methods of the vendor's SDK that no exercise calls with success yet; compared for equality. Those of `webhooks` and
 * `actions` that only compute are used by the webhooks package's own tests against this SDK; those that its types call
 * private have no use from outside.
 */
export const notYetExercised: readonly string[] = [
  "actions.computeSignature",
  "actions.serializeType",
  "actions.verifyHeader",
  "agents.getJWKS",
  "agents.validateAccessToken",
  "agents.validateCredentialRemotely",
  "agents.verifyAccessTokenClaims",
  "authorization.listEffectivePermissions",
  "pkce.base64UrlEncode",
  "pkce.generateCodeVerifier",
  "radar.addListEntry",
  "radar.removeListEntry",
  "userManagement.authenticateWithEmailVerification",
  "userManagement.authenticateWithOrganizationSelection",
  "userManagement.authenticateWithRadarEmailChallenge",
  "userManagement.authenticateWithRadarSmsChallenge",
  "userManagement.authenticateWithSessionCookie",
  "userManagement.getEmailVerification",
  "userManagement.getJWKS",
  "userManagement.getSessionFromCookie",
  "userManagement.isValidJwt",
  "userManagement.prepareAuthenticationResponse",
  "userManagement.resolveClientId",
  "userManagement.sealSessionDataFromAuthenticationResponse",
  "userManagement.sendRadarSmsChallenge",
  "vault.decode",
  "webhooks.computeSignature",
  "webhooks.constructEvent",
  "webhooks.getTimestampAndSignatureHash",
  "webhooks.parseVerifiedPayload",
  "webhooks.verifyHeader",
];
