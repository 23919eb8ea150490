import {
  authenticateWithCode,
  authenticateWithPassword,
  buildAuthorizationUrl,
  buildSsoAuthorizationUrl,
} from "@workos-kit/client/auth";
import {
  createOrganizationMembership,
  createUser,
  getProfileAndToken,
  listUsers,
  sendInvitation,
  updateUser,
} from "@workos-kit/client/operations";
import {
  codeFrom,
  email,
  type Pair,
  password,
  redirectUri,
  withConnection,
  withOrganization,
  withUser,
} from "./pair.ts";

export const people: readonly Pair[] = [
  {
    title: "create a user with a membership, then change the name",
    prepare: withOrganization,
    async theirs({ workos: { userManagement }, facts: { organization: organizationId = "" } }) {
      const user = await userManagement.createUser({ email, password, emailVerified: true });
      const membership = await userManagement.createOrganizationMembership({ organizationId, userId: user.id });
      return [await userManagement.updateUser({ userId: user.id, firstName: "Ada" }), membership];
    },
    async ours({ workos, facts: { organization: organization_id = "" } }) {
      const user = await createUser(workos, { email, password, email_verified: true });
      const membership = await createOrganizationMembership(workos, { organization_id, user_id: user.id });
      return [await updateUser(workos, { id: user.id, first_name: "Ada" }), membership];
    },
    invented: ["customAttributes"],
  },
  {
    title: "find a user by e-mail",
    prepare: withUser,
    theirs: async ({ workos }) => (await workos.userManagement.listUsers({ email, limit: 1, order: "desc" })).data,
    ours: async ({ workos }) => (await listUsers(workos, { email, limit: 1, order: "desc" })).data,
  },
  {
    title: "invite somebody",
    prepare: withOrganization,
    theirs: ({ workos, facts: { organization: organizationId = "" } }) =>
      workos.userManagement.sendInvitation({ email: "joan@acme.test", organizationId }),
    ours: ({ workos, facts: { organization: organization_id = "" } }) =>
      sendInvitation(workos, { email: "joan@acme.test", organization_id }),
    tokens: ["token", "acceptInvitationUrl"],
  },
  {
    title: "sign in with a password",
    prepare: withUser,
    theirs: ({ workos, mock: { clientId } }) =>
      workos.userManagement.authenticateWithPassword({ clientId, email, password }),
    ours: ({ workos }) => authenticateWithPassword(workos, { email, password }),
    tokens: ["accessToken", "refreshToken"],
    invented: ["externalId", "metadata"],
  },
  {
    title: "sign in through AuthKit's page",
    prepare: withUser,
    async theirs({ workos: { userManagement }, mock: { clientId } }) {
      const url = userManagement.getAuthorizationUrl({ clientId, provider: "authkit", redirectUri, loginHint: email });
      return userManagement.authenticateWithCode({ clientId, code: await codeFrom(url) });
    },
    async ours({ workos }) {
      const url = buildAuthorizationUrl(workos, { provider: "authkit", redirect_uri: redirectUri, login_hint: email });
      return authenticateWithCode(workos, { code: await codeFrom(url) });
    },
    tokens: ["accessToken", "refreshToken"],
    invented: ["externalId", "metadata"],
  },
  {
    title: "get the profile of a single sign-on",
    prepare: withConnection,
    async theirs({ workos: { sso }, mock: { clientId }, facts: { connection = "" } }) {
      const url = sso.getAuthorizationUrl({ clientId, connection, redirectUri });
      return (await sso.getProfileAndToken({ clientId, code: await codeFrom(url) })).profile;
    },
    async ours({ workos, facts: { connection = "" } }) {
      const url = buildSsoAuthorizationUrl(workos, { connection, redirect_uri: redirectUri });
      const code = await codeFrom(url);
      return (await getProfileAndToken(workos, { grant_type: "authorization_code", code })).profile;
    },
  },
];
