import { authenticateWithMagicAuth } from "@workos-kit/client/auth";
import { watchFlags } from "@workos-kit/client/feature-flags";
import {
  addFeatureFlagTarget,
  addGroupMember,
  addOrganizationRolePermission,
  createConnectApplication,
  createGroup,
  createMagicAuth,
  createOrganizationApiKey,
  createOrganizationRole,
  createPasswordReset,
  createPermission,
  createWebhookEndpoint,
  deactivateOrganizationMembership,
  getOrganizationRole,
  listGroupMembers,
  listUserFeatureFlags,
  listUsers,
  resetPassword,
  revokeInvitation,
  sendInvitation,
} from "@workos-kit/client/operations";
import { decryptTextLocally, encryptLocally } from "@workos-kit/client/vault";
import type { Mock } from "@workos-kit/testing";
import { email, type Facts, type Pair, withOrganization } from "./pair.ts";

/** An organization with a member, and a flag. */
function withMember(mock: Mock): Facts {
  const { organization = "" } = withOrganization(mock);
  const user = mock.dashboard.users.create({ email, email_verified: true }).id;
  const membership = mock.dashboard.organizationMemberships.create({ user, organization }).id;
  mock.dashboard.featureFlags.create({ slug: "new-editor", enabled: true });
  return { organization, user, membership };
}

/** Who may do what, and the keys, codes and secrets that open it. */
export const access: readonly Pair[] = [
  {
    title: "give a role of an organization a permission",
    prepare: withMember,
    async theirs({ workos: { authorization }, facts: { organization = "" } }) {
      await authorization.createPermission({ slug: "reports:read", name: "Read reports" });
      await authorization.createOrganizationRole(organization, { slug: "org-analyst", name: "Analyst" });
      await authorization.addOrganizationRolePermission(organization, "org-analyst", {
        permissionSlug: "reports:read",
      });
      return authorization.getOrganizationRole(organization, "org-analyst");
    },
    async ours({ workos, facts: { organization: organization_id = "" } }) {
      const slug = "org-analyst";
      await createPermission(workos, { slug: "reports:read", name: "Read reports" });
      await createOrganizationRole(workos, { organization_id, slug, name: "Analyst" });
      await addOrganizationRolePermission(workos, { organization_id, role_slug: slug, slug: "reports:read" });
      return getOrganizationRole(workos, { organization_id, slug });
    },
  },
  {
    title: "put a member into a group",
    prepare: withMember,
    async theirs({ workos: { groups }, facts: { organization: organizationId = "", membership = "" } }) {
      const { id: groupId } = await groups.createGroup({ organizationId, name: "Engineers" });
      await groups.addOrganizationMembership({ organizationId, groupId, organizationMembershipId: membership });
      return (await groups.listOrganizationMemberships({ organizationId, groupId, order: "desc" })).data;
    },
    async ours({ workos, facts: { organization: organization_id = "", membership = "" } }) {
      const { id: group_id } = await createGroup(workos, { organization_id, name: "Engineers" });
      await addGroupMember(workos, { organization_id, group_id, organization_membership_id: membership });
      return (await listGroupMembers(workos, { organization_id, group_id, order: "desc" })).data;
    },
    invented: ["customAttributes"],
  },
  {
    title: "deactivate a membership",
    prepare: withMember,
    theirs: ({ workos, facts: { membership = "" } }) =>
      workos.userManagement.deactivateOrganizationMembership(membership),
    ours: ({ workos, facts: { membership = "" } }) => deactivateOrganizationMembership(workos, { id: membership }),
    invented: ["customAttributes"],
  },
  {
    title: "target a user with a flag, and evaluate it in memory",
    prepare: withMember,
    async theirs({ workos: { featureFlags }, facts: { user = "" } }) {
      await featureFlags.addFlagTarget({ slug: "new-editor", targetId: user });
      const flags = featureFlags.createRuntimeClient();
      await flags.waitUntilReady();
      const isOn = [
        flags.isEnabled("new-editor", { userId: user }),
        flags.isEnabled("new-editor", { userId: "user_2" }),
      ];
      flags.close();
      return { isOn, listed: (await featureFlags.listUserFeatureFlags({ userId: user, order: "desc" })).data };
    },
    async ours({ workos, facts: { user = "" } }) {
      await addFeatureFlagTarget(workos, { slug: "new-editor", resource_id: user });
      const flags = watchFlags(workos);
      await flags.ready();
      const isOn = [flags.isEnabled("new-editor", { user }), flags.isEnabled("new-editor", { user: "user_2" })];
      flags.close();
      return { isOn, listed: (await listUserFeatureFlags(workos, { user_id: user, order: "desc" })).data };
    },
  },
  {
    title: "give a customer an API key",
    prepare: withMember,
    theirs: ({ workos, facts: { organization: organizationId = "" } }) =>
      workos.apiKeys.createOrganizationApiKey({ organizationId, name: "Reporting job" }),
    ours: ({ workos, facts: { organization: organization_id = "" } }) =>
      createOrganizationApiKey(workos, { organization_id, name: "Reporting job" }),
    tokens: ["value", "obfuscatedValue"],
  },
  {
    title: "take an invitation back",
    prepare: withMember,
    async theirs({ workos: { userManagement }, facts: { organization: organizationId = "" } }) {
      const { id } = await userManagement.sendInvitation({ email: "joan@acme.test", organizationId });
      return userManagement.revokeInvitation(id);
    },
    async ours({ workos, facts: { organization: organization_id = "" } }) {
      const { id } = await sendInvitation(workos, { email: "joan@acme.test", organization_id });
      return revokeInvitation(workos, { id });
    },
    tokens: ["token", "acceptInvitationUrl"],
  },
  {
    title: "reset a password",
    prepare: withMember,
    async theirs({ workos: { userManagement } }) {
      const { passwordResetToken: token } = await userManagement.createPasswordReset({ email });
      return userManagement.resetPassword({ token, newPassword: "another-Horse-7-staple" });
    },
    async ours({ workos }) {
      const { password_reset_token: token } = await createPasswordReset(workos, { email });
      return resetPassword(workos, { token, new_password: "another-Horse-7-staple" });
    },
  },
  {
    title: "sign in with a code by e-mail",
    prepare: withMember,
    async theirs({ workos: { userManagement }, mock: { clientId } }) {
      const { code } = await userManagement.createMagicAuth({ email });
      return (await userManagement.authenticateWithMagicAuth({ clientId, code, email })).user;
    },
    async ours({ workos }) {
      const { code } = await createMagicAuth(workos, { email });
      return (await authenticateWithMagicAuth(workos, { code, email })).user;
    },
    invented: ["externalId", "metadata"],
  },
  {
    title: "register an OAuth application, whose arguments were positional",
    theirs: ({ workos }) =>
      workos.connect.createOAuthApplication(
        "App",
        true,
        undefined,
        ["openid"],
        [{ uri: "https://app.test/callback", default: true }],
      ),
    ours: ({ workos }) =>
      createConnectApplication(workos, {
        application_type: "oauth",
        name: "App",
        is_first_party: true,
        scopes: ["openid"],
        redirect_uris: [{ uri: "https://app.test/callback", default: true }],
      }),
    tokens: ["clientId"],
  },
  {
    title: "register an endpoint for webhooks",
    theirs: ({ workos }) =>
      workos.webhooks.createWebhookEndpoint({ endpointUrl: "https://app.test/hooks", events: ["user.created"] }),
    ours: ({ workos }) =>
      createWebhookEndpoint(workos, { endpoint_url: "https://app.test/hooks", events: ["user.created"] }),
    tokens: ["secret"],
  },
  {
    title: "encrypt and decrypt on this machine",
    async theirs({ workos: { vault } }) {
      return { text: await vault.decrypt(await vault.encrypt("secret", { team: "1" }, "row-1"), "row-1") };
    },
    async ours({ workos }) {
      const blob = await encryptLocally(workos, { data: "secret", context: { team: "1" }, associatedData: "row-1" });
      return { text: await decryptTextLocally(workos, { blob, associatedData: "row-1" }) };
    },
  },
  {
    title: "read the first page of people",
    prepare: withMember,
    theirs: async ({ workos }) => (await workos.userManagement.listUsers({ order: "desc" })).data,
    ours: async ({ workos }) => (await listUsers(workos, { order: "desc" })).data,
  },
];
