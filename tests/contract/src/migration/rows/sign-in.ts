import { gone, operation, type Rows, use } from "../row.ts";

export const urlValues = "Values of `provider_query_params` are text, and `provider` is one that the API knows.";

export const sso: Rows<"sso"> = {
  listConnections: operation(
    "listConnections",
    {},
    "`type` of a connection is `connection_type`. As a filter, GitHub is `GithubOAuth`.",
  ),
  deleteConnection: operation("deleteConnection"),
  getAuthorizationUrl: use("@workos-kit/client/auth", "buildSsoAuthorizationUrl", {
    renames: {
      codeChallenge: gone("`startSsoSignIn` makes it"),
      codeChallengeMethod: gone("`startSsoSignIn` makes it"),
    },
    note: urlValues,
  }),
  getAuthorizationUrlWithPKCE: use("@workos-kit/client/auth", "startSsoSignIn", { note: urlValues }),
  getConnection: operation("getConnection", {}, "`type` of a connection is `connection_type`."),
  getProfileAndToken: operation(
    "getProfileAndToken",
    {},
    "Client id and secret are filled in. `connection_type` stays as it is.",
    { grant_type: "authorization_code" },
  ),
  getProfile: operation("getProfile"),
};

export const passwordless: Rows<"passwordless"> = {
  createSession: operation("createPasswordlessSession"),
  sendSession: operation("sendPasswordlessSession", { sessionId: "id" }),
};

export const multiFactorAuth: Rows<"multiFactorAuth"> = {
  deleteFactor: operation("deleteFactor"),
  getFactor: operation("getFactor"),
  enrollFactor: operation("enrollFactor", { issuer: "totp_issuer", user: "totp_user" }),
  challengeFactor: operation("challengeFactor", { authenticationFactorId: "id" }),
  verifyChallenge: operation("verifyChallenge", { authenticationChallengeId: "id" }),
  createUserAuthFactor: operation("enrollUserAuthFactor"),
  listUserAuthFactors: operation("listUserAuthFactors"),
};

export const pkce: Rows<"pkce"> = {
  generateCodeVerifier: use("@workos-kit/client/auth", "createPkce", {
    renames: { length: gone("always 43 characters") },
    note: "Makes both halves.",
  }),
  generateCodeChallenge: use("@workos-kit/client/auth", "challengeOf", { renames: { verifier: "codeVerifier" } }),
  generate: use("@workos-kit/client/auth", "createPkce"),
};
