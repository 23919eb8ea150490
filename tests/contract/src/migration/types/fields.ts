import { gone, type Renames } from "../row.ts";

const claims = gone("in `claims`");
const ofProviders = gone("not in the API reference for providers");
const notHere = gone("not in the API reference");
const checked = gone(
  "`decodeAccessToken` of `/tokens` reads them, after the API has said that the credential is valid",
);

/** The tables of methods say what became of each of their members. */
const toldThere = [
  "AutoPaginatable",
  "CookieSession",
  "FeatureFlagsRuntimeClient",
  "PublicClientOptions",
  "PublicSSO",
  "PublicUserManagement",
  "PublicWorkOS",
  "WorkOS",
  "WorkOSOptions",
];

/** What became of fields that do not have the same name in snake_case, by the vendor's type. */
export const fields: Readonly<Record<string, Renames>> = {
  AgentAccessTokenClaims: {
    issuer: "iss",
    audience: gone("as in the token"),
    registrationId: gone("as in the token"),
    organizationId: "org_id",
    scope: gone("as in the token"),
    actor: "act",
    expiresAt: "exp",
    issuedAt: "iat",
  },
  AgentCredentialValidation: { claims: checked },
  AuthenticateWithSessionCookieFailedResponse: { authenticated: "isSignedIn" },
  AuthenticateWithSessionCookieSuccessResponse: {
    authenticated: "isSignedIn",
    sessionId: gone("`claims.sid`"),
    role: claims,
    roles: claims,
    permissions: claims,
    entitlements: claims,
    featureFlags: claims,
  },
  AuthenticationEvent: {
    error: gone("of the events that failed"),
    sso: gone("of the events of single sign-on"),
  },
  AuthenticationResponse: { sealedSession: gone("`sessions.start(authentication)` seals it") },
  Connection: { type: "connection_type" },
  DataIntegrationCredentialsResponseCredential: { config: notHere },
  DataIntegrationVendedCredential: { config: notHere },
  DataIntegrationsListResponseDataConnectedAccount: {
    connectionRole: ofProviders,
    accountIdentifier: ofProviders,
    accountDisplayName: ofProviders,
  },
  DataKey: { key: "data_key" },
  EvaluationContext: { userId: "user", organizationId: "organization" },
  EventBase: { context: gone("of the events that have one") },
  FlagChange: { key: "slug", previous: "before", current: "after" },
  InvalidAgentCredential: { claims: checked },
  RefreshSessionResponse: {
    authenticated: "isSignedIn",
    retryable: "isRetryable",
    retryAfter: "retryAfterSeconds",
    sealedSession: "setCookie",
    session: gone("the object itself"),
    sessionId: gone("`claims.sid`"),
    role: claims,
    roles: claims,
    permissions: claims,
    entitlements: claims,
    featureFlags: claims,
  },
  ResponsePayload: {
    timestamp: gone("written by `signActionResponse`"),
    verdict: gone("beside `type`"),
    errorMessage: gone("`error_message`, of a refusal"),
  },
  UserOrganizationMembershipBaseListData: { user: notHere },
  ValidAgentCredential: { claims: checked },
};

export function isToldByMethods(name: string): boolean {
  return toldThere.includes(name);
}
