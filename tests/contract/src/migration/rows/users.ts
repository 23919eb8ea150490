import { gone, operation, type Rows, use } from "../row.ts";
import { urlValues } from "./sign-in.ts";

const signIn = {
  clientId: gone("the client's own"),
  session: gone("see [Sessions](#sessions)"),
};

export const userManagement: Rows<"userManagement"> = {
  getJWKS: use("@workos-kit/client/tokens", "createTokenVerifier", {
    note: "Fetches, keeps and checks: `await tokens.verify(token)`. The keys by themselves: `getJwks`.",
  }),
  loadSealedSession: use("@workos-kit/client/session", "createSessions", {
    renames: { sessionData: gone("read from the cookie of each request"), cookiePassword: "password" },
    note: "Make it once. The same cookies stay valid.",
  }),
  getUser: operation("getUser", { userId: "id" }),
  getUserByExternalId: operation("getUserByExternalId"),
  listUsers: operation("listUsers"),
  createUser: operation("createUser"),
  authenticateWithMagicAuth: use("@workos-kit/client/auth", "authenticateWithMagicAuth", {
    renames: {
      ...signIn,
      linkAuthorizationCode: gone("not in the API reference"),
      signalsId: gone("not in the API reference for this grant"),
    },
  }),
  authenticateWithPassword: use("@workos-kit/client/auth", "authenticateWithPassword", { renames: { ...signIn } }),
  authenticateWithCode: use("@workos-kit/client/auth", "authenticateWithCode", { renames: { ...signIn } }),
  authenticateWithCodeAndVerifier: use("@workos-kit/client/auth", "authenticateWithCode", {
    renames: { ...signIn },
    note: "A client with a key sends its secret too; one of `createPublicClient` has none.",
  }),
  authenticateWithRefreshToken: use("@workos-kit/client/auth", "authenticateWithRefreshToken", {
    renames: { ...signIn },
  }),
  authenticateWithTotp: use("@workos-kit/client/auth", "authenticateWithTotp", {
    renames: { ...signIn },
    note: "`startMfaChallenge(workos, error)` does the challenge and this.",
  }),
  authenticateWithEmailVerification: use("@workos-kit/client/auth", "authenticateWithEmailVerification", {
    renames: { ...signIn },
  }),
  authenticateWithOrganizationSelection: use("@workos-kit/client/auth", "authenticateWithOrganizationSelection", {
    renames: { ...signIn },
  }),
  sendRadarSmsChallenge: operation("sendRadarSmsChallenge"),
  authenticateWithRadarSmsChallenge: use("@workos-kit/client/auth", "authenticateWithRadarSmsChallenge", {
    renames: { ...signIn },
  }),
  authenticateWithRadarEmailChallenge: use("@workos-kit/client/auth", "authenticateWithRadarEmailChallenge", {
    renames: { ...signIn },
  }),
  authenticateWithSessionCookie: use("@workos-kit/client/session", "createSessions", {
    shown: "sessions.read(request)",
    note: "Verifies the access token and refreshes when it has expired; `session.setCookie` then goes into the answer.",
  }),
  getSessionFromCookie: use("@workos-kit/client/session", "unsealSession", {
    renames: { sessionData: "sealed", cookiePassword: "password", organizationId: gone("had no effect") },
  }),
  getEmailVerification: operation("getEmailVerification", { emailVerificationId: "id" }),
  sendVerificationEmail: operation("sendVerificationEmail"),
  getMagicAuth: operation("getMagicAuth", { magicAuthId: "id" }),
  createMagicAuth: operation("createMagicAuth"),
  verifyEmail: operation("verifyEmail"),
  getPasswordReset: operation("getPasswordReset", { passwordResetId: "id" }),
  createPasswordReset: operation("createPasswordReset"),
  resetPassword: operation("resetPassword"),
  updateUser: operation("updateUser", { userId: "id" }),
  listSessions: operation("listUserSessions"),
  deleteUser: operation("deleteUser", { userId: "id" }),
  listUserApiKeys: operation("listUserApiKeys"),
  createUserApiKey: operation("createUserApiKey"),
  getUserIdentities: operation("listUserIdentities"),
  getOrganizationMembership: operation("getOrganizationMembership", { organizationMembershipId: "id" }),
  listOrganizationMemberships: operation("listOrganizationMemberships"),
  createOrganizationMembership: operation("createOrganizationMembership"),
  updateOrganizationMembership: operation("updateOrganizationMembership", { organizationMembershipId: "id" }),
  deleteOrganizationMembership: operation("deleteOrganizationMembership", { organizationMembershipId: "id" }),
  deactivateOrganizationMembership: operation("deactivateOrganizationMembership", { organizationMembershipId: "id" }),
  reactivateOrganizationMembership: operation("reactivateOrganizationMembership", { organizationMembershipId: "id" }),
  listGroupsForOrganizationMembership: operation("listOrganizationMembershipGroups"),
  getInvitation: operation("getInvitation", { invitationId: "id" }),
  findInvitationByToken: operation("findInvitationByToken", { invitationToken: "token" }),
  listInvitations: operation("listInvitations"),
  sendInvitation: operation("sendInvitation"),
  acceptInvitation: operation("acceptInvitation", { invitationId: "id" }),
  revokeInvitation: operation("revokeInvitation", { invitationId: "id" }),
  resendInvitation: operation("resendInvitation", { invitationId: "id" }),
  listWaitlists: operation("listWaitlists"),
  getWaitlist: operation("getWaitlist", { waitlistId: "id" }),
  listWaitlistEntries: operation("listWaitlistEntries"),
  createWaitlistEntry: operation("createWaitlistEntry"),
  approveWaitlistEntry: operation("approveWaitlistEntry", { waitlistEntryId: "id" }),
  denyWaitlistEntry: operation("denyWaitlistEntry", { waitlistEntryId: "id" }),
  deleteWaitlistEntry: operation("deleteWaitlistEntry", { waitlistEntryId: "id" }),
  revokeSession: operation("revokeSession"),
  getAuthorizationUrl: use("@workos-kit/client/auth", "buildAuthorizationUrl", {
    renames: { claimNonce: gone("not in the API reference") },
    note: urlValues,
  }),
  getAuthorizationUrlWithPKCE: use("@workos-kit/client/auth", "startSignIn", {
    renames: { claimNonce: gone("not in the API reference") },
    note: `${urlValues} \`invitation_token\` goes into the URL; the SDK loses it.`,
  }),
  getLogoutUrl: use("@workos-kit/client/auth", "buildLogoutUrl"),
  getJwksUrl: use("@workos-kit/client/auth", "buildJwksUrl"),
};

export const CookieSession: Rows<"CookieSession"> = {
  authenticate: use("@workos-kit/client/session", "createSessions", {
    shown: "sessions.read(request)",
    note: "`isSignedIn` instead of `authenticated`. Refreshes by itself.",
  }),
  refresh: use("@workos-kit/client/session", "createSessions", {
    shown: "sessions.refresh(request, { organization_id })",
    note: "`isRetryable` tells a failure that may be over in a moment.",
  }),
  getLogoutUrl: use("@workos-kit/client/session", "createSessions", {
    shown: "sessions.end(request, { return_to })",
    note: "Gives `{ url, setCookie }`: the header ends the cookie.",
  }),
};
