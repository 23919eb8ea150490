import { type RoundTrip, roundTrip, steps } from "./round-trip.ts";

export const organizations: readonly RoundTrip[] = [
  roundTrip("organizations", ({ workos }) =>
    steps({
      create: () =>
        workos.organizations.createOrganization({ name: "Acme", externalId: "a-1", metadata: { plan: "a" } }),
      given: { name: "Acme", externalId: "a-1", metadata: { plan: "a" } },
      get: ({ id }) => workos.organizations.getOrganization(id),
      list: async () => (await workos.organizations.listOrganizations()).data,
      update: ({ id }) => workos.organizations.updateOrganization({ organization: id, name: "Blue" }),
      changes: { name: "Blue" },
      remove: ({ id }) => workos.organizations.deleteOrganization(id),
    }),
  ),
  roundTrip("organization domains", ({ mock, workos: { organizationDomains, organizations } }) => {
    const { id: organizationId } = mock.dashboard.organizations.create({ name: "Acme" });
    return steps({
      create: () => organizationDomains.createOrganizationDomain({ organizationId, domain: "acme.test" }),
      given: { domain: "acme.test", organizationId },
      get: ({ id }) => organizationDomains.getOrganizationDomain(id),
      list: async () => (await organizations.getOrganization(organizationId)).domains,
      remove: ({ id }) => organizationDomains.deleteOrganizationDomain(id),
    });
  }),
  roundTrip("IT contacts", ({ mock, workos: { organizations } }) => {
    const { id: organizationId } = mock.dashboard.organizations.create({ name: "Acme" });
    return steps({
      create: () => organizations.createItContact({ organizationId, email: "it@acme.test" }),
      given: { email: "it@acme.test" },
      list: async () => (await organizations.listItContacts({ organizationId })).data,
      remove: ({ id }) => organizations.deleteItContact({ organizationId, contactId: id }),
    });
  }),
  roundTrip("groups", ({ mock, workos: { groups } }) => {
    const { id: organizationId } = mock.dashboard.organizations.create({ name: "Acme" });
    return steps({
      create: () => groups.createGroup({ organizationId, name: "Owners" }),
      given: { name: "Owners", organizationId },
      get: ({ id }) => groups.getGroup({ organizationId, groupId: id }),
      list: async () => (await groups.listGroups({ organizationId })).data,
      update: ({ id }) => groups.updateGroup({ organizationId, groupId: id, name: "All", description: "Everybody" }),
      changes: { name: "All", description: "Everybody" },
      remove: ({ id }) => groups.deleteGroup({ organizationId, groupId: id }),
    });
  }),
  roundTrip("API keys of organizations", ({ mock, workos: { apiKeys } }) => {
    const { id: organizationId } = mock.dashboard.organizations.create({ name: "Acme" });
    return steps({
      create: () => apiKeys.createOrganizationApiKey({ organizationId, name: "CI" }),
      given: { name: "CI", owner: { type: "organization", id: organizationId } },
      shownOnce: ["value"],
      list: async () => (await apiKeys.listOrganizationApiKeys({ organizationId })).data,
      remove: ({ id }) => apiKeys.deleteApiKey(id),
    });
  }),
  roundTrip("API keys of users", ({ mock, workos: { apiKeys, userManagement } }) => {
    const { id: organizationId } = mock.dashboard.organizations.create({ name: "Acme" });
    const { id: userId } = mock.dashboard.users.create({ email: "ada@acme.test" });
    mock.dashboard.organizationMemberships.create({ user: userId, organization: organizationId });
    return steps({
      create: () => userManagement.createUserApiKey(userId, { name: "CLI", organizationId }),
      given: { name: "CLI" },
      shownOnce: ["value"],
      list: async () => (await userManagement.listUserApiKeys(userId)).data,
      remove: ({ id }) => apiKeys.deleteApiKey(id),
    });
  }),
  roundTrip("connections", ({ mock, workos: { sso } }) => {
    const { id: organizationId } = mock.dashboard.organizations.create({ name: "Acme" });
    return steps({
      create: () =>
        sso.getConnection(mock.dashboard.connections.create({ organization: organizationId, name: "Okta" }).id),
      given: { name: "Okta", organizationId, state: "active" },
      get: ({ id }) => sso.getConnection(id),
      list: async () => (await sso.listConnections({ organizationId })).data,
      remove: ({ id }) => sso.deleteConnection(id),
    });
  }),
  roundTrip("directories", ({ mock, workos: { directorySync } }) => {
    const { id: organizationId } = mock.dashboard.organizations.create({ name: "Acme" });
    return steps({
      create: () => {
        const { directory } = mock.dashboard.directories.provision({ organization: organizationId });
        return directorySync.getDirectory(directory.id);
      },
      given: { organizationId, state: "active" },
      get: ({ id }) => directorySync.getDirectory(id),
      list: async () => (await directorySync.listDirectories({ organizationId })).data,
      remove: ({ id }) => directorySync.deleteDirectory(id),
    });
  }),
  roundTrip("webhook endpoints", ({ workos: { webhooks } }) =>
    steps({
      create: () => webhooks.createWebhookEndpoint({ endpointUrl: "https://app.test/a", events: ["user.created"] }),
      given: { endpointUrl: "https://app.test/a", events: ["user.created"], status: "enabled" },
      list: async () => (await webhooks.listWebhookEndpoints()).data,
      update: ({ id }) => webhooks.updateWebhookEndpoint({ id, status: "disabled", events: ["user.deleted"] }),
      changes: { status: "disabled", events: ["user.deleted"] },
      remove: ({ id }) => webhooks.deleteWebhookEndpoint({ id }),
    }),
  ),
];
