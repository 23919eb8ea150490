/** What is not the same on purpose. */
export interface Known {
  /** Where the two requests differ. */
  readonly fields?: readonly string[];
  /** Values that the vendor's types take and ours refuse, as the compiler says it. */
  readonly refused?: readonly string[];
  /** Where the page tells it, in its own words. */
  readonly said: string;
}

const grant: Known = {
  fields: ["header.authorization"],
  said: "The secret of a sign-in goes into the body, and there alone; the old SDK repeats it in a header.",
};
const unsent = "What is not given is not sent; the SDK sends `null` for it.";
const urlValues = {
  refused: ["Type 'boolean' is not assignable to type 'string'.", "Type 'number' is not assignable to type 'string'."],
  said: "Values of `provider_query_params` are text",
};

/** Every method whose replacement does not ask the same, or does not take the same; compared for equality. */
export const known: Readonly<Record<string, Known>> = {
  "adminPortal.generateLink": {
    fields: ["body.admin_emails", "body.it_contact_emails"],
    said: "`adminEmails` → `it_contact_emails`.",
  },
  "agents.validateCredential": {
    fields: ["body.audience", "body.credential", "body.type", "header.authorization", "route"],
    said: "`checkForRevoked`: the API is always asked",
  },
  "auditLogs.createSchema": {
    fields: [
      ...["actor.metadata", "metadata", "targets.metadata"].flatMap((at) =>
        ["ownKey", "properties.ownKey.type", "type"].map((field) => `body.${at}.${field}`),
      ),
    ],
    said: "`metadata` is the JSON schema itself",
  },
  "authorization.listEffectivePermissions": {
    fields: ["route"],
    said: "Asks the documented path; the SDK asks another one.",
  },
  "connect.createApplication": {
    fields: ["description", "organization_id", "redirect_uris", "redirect_uris.default", "scopes", "uses_pkce"].map(
      (field) => `body.${field}`,
    ),
    said: unsent,
  },
  "connect.updateApplication": {
    fields: ["body.description", "body.redirect_uris", "body.redirect_uris.default", "body.scopes"],
    said: unsent,
  },
  "groups.createGroup": { fields: ["body.description"], said: unsent },
  "groups.updateGroup": { fields: ["body.description"], said: unsent },
  "organizations.updateOrganization": {
    refused: ["Type 'null' is not assignable to type 'string'."],
    said: "`stripeCustomerId: null` is not in the API reference; the types refuse it.",
  },
  "pipes.createOrganizationConnectedAccount": {
    fields: ["body.connection_intent", "query.connection_intent"],
    said: "`connection_intent` goes into the query; the SDK sends it in the body.",
  },
  "pipes.getAccessToken": {
    refused: ["Type 'null' is not assignable to type 'string'."],
    said: "Leave `organization_id` out where it was null.",
  },
  "sso.getAuthorizationUrl": {
    fields: ["query.code_challenge", "query.code_challenge_method"],
    ...urlValues,
  },
  "sso.getAuthorizationUrlWithPKCE": urlValues,
  "sso.getProfileAndToken": grant,
  "sso.listConnections": {
    refused: [
      `Type '"GitHubOAuth"' is not assignable to type 'ConnectionTypeFilter | undefined'. Did you mean '"GithubOAuth"'?`,
    ],
    said: "As a filter, GitHub is `GithubOAuth`.",
  },
  "userManagement.authenticateWithCode": grant,
  "userManagement.authenticateWithCodeAndVerifier": {
    fields: ["body.client_secret", "header.authorization"],
    said: "A client with a key sends its secret too; one of `createPublicClient` has none.",
  },
  "userManagement.authenticateWithEmailVerification": grant,
  "userManagement.authenticateWithMagicAuth": grant,
  "userManagement.authenticateWithOrganizationSelection": grant,
  "userManagement.authenticateWithPassword": grant,
  "userManagement.authenticateWithRadarEmailChallenge": grant,
  "userManagement.authenticateWithRadarSmsChallenge": grant,
  "userManagement.authenticateWithRefreshToken": grant,
  "userManagement.authenticateWithTotp": grant,
  "userManagement.getAuthorizationUrl": urlValues,
  "userManagement.getAuthorizationUrlWithPKCE": {
    fields: ["query.invitation_token"],
    ...urlValues,
    said: "`invitation_token` goes into the URL; the SDK loses it.",
  },
  "vault.listObjects": {
    fields: ["query.updatedAfter", "query.updated_after"],
    said: "`updatedAfter` keeps its name, which is the API's, and is text",
  },
  "vault.updateObject": { fields: ["body.version_check"], said: unsent },
};

/** Arguments of which not any text will do, or not all of them at once. */
export const given: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "sso.getAuthorizationUrl": { provider: "GoogleOAuth" },
  "sso.getAuthorizationUrlWithPKCE": { provider: "GoogleOAuth", connection: undefined, organization: undefined },
  "userManagement.getAuthorizationUrl": { provider: "authkit", connectionId: undefined },
  "userManagement.getAuthorizationUrlWithPKCE": { provider: "authkit", connectionId: undefined },
};

const byPath = "takes any path: what is sent is the caller's";
const computed = "computes: nothing is sent";
const session = "seals, opens and refreshes cookies: the tests of sessions compare what comes out";

/** Methods of the SDK's modules that are not compared, in their order, each with the reason. */
export const notCompared: Readonly<Record<string, string>> = {
  "client.get": byPath,
  "client.post": byPath,
  "client.put": byPath,
  "client.patch": byPath,
  "client.delete": byPath,
  "client.deleteWithBody": byPath,
  "client.sleep": "waits",
  "pkce.generateCodeVerifier": computed,
  "pkce.generateCodeChallenge": computed,
  "pkce.generate": computed,
  "actions.verifyHeader": computed,
  "actions.serializeType": computed,
  "actions.signResponse": computed,
  "actions.constructAction": computed,
  "featureFlags.createRuntimeClient": "polls: the tests of feature flags watch it",
  "userManagement.getJWKS": "fetches keys when a token is verified, not before",
  "userManagement.loadSealedSession": session,
  "userManagement.authenticateWithSessionCookie": session,
  "userManagement.getSessionFromCookie": session,
  "vault.decrypt": "asks for a key that the encrypted text names: the tests of the vault open each other's texts",
  "vault.encrypt": "asks for a key to encrypt with: the tests of the vault open each other's texts",
  "webhooks.verifyHeader": computed,
  "webhooks.computeSignature": computed,
  "webhooks.getTimestampAndSignatureHash": computed,
  "webhooks.constructEvent": computed,
};
