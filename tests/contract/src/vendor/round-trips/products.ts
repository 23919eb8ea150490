import { type RoundTrip, roundTrip, steps } from "./round-trip.ts";

const redirectUris = [{ uri: "https://app.test/cb", default: true }];

export const products: readonly RoundTrip[] = [
  roundTrip("Connect applications", ({ workos: { connect } }) =>
    steps({
      create: () =>
        connect.createApplication({ name: "CLI", applicationType: "oauth", isFirstParty: true, redirectUris }),
      given: { name: "CLI" },
      get: ({ id }) => connect.getApplication({ id }),
      list: async () => (await connect.listApplications()).data,
      update: ({ id }) => connect.updateApplication({ id, name: "CLI 2", description: "Second" }),
      changes: { name: "CLI 2", description: "Second" },
      remove: ({ id }) => connect.deleteApplication({ id }),
    }),
  ),
  roundTrip("Connect client secrets", async ({ workos: { connect } }) => {
    const app = { name: "CLI", applicationType: "oauth", isFirstParty: true, redirectUris } as const;
    const { id } = await connect.createApplication(app);
    return steps({
      create: () => connect.createApplicationClientSecret({ id }),
      given: { lastUsedAt: null },
      shownOnce: ["secret"],
      list: () => connect.listApplicationClientSecrets({ id }),
      remove: (secret) => connect.deleteClientSecret({ id: secret.id }),
    });
  }),
  roundTrip("data integrations", ({ workos: { pipes } }) =>
    steps({
      create: () => pipes.createDataIntegration({ provider: "github", enabled: true, credentials }),
      given: { slug: "github", enabled: true },
      get: ({ slug }) => pipes.getDataIntegration({ slug }),
      list: async () => (await pipes.listDataIntegrations()).data,
      update: ({ slug }) => pipes.updateDataIntegration({ slug, description: "Code", scopes: ["repo"] }),
      changes: { description: "Code", scopes: ["repo"] },
      remove: ({ slug }) => pipes.deleteDataIntegration({ slug }),
    }),
  ),
  roundTrip("connected accounts of users", async ({ mock, workos: { pipes } }) => {
    const { id: userId } = mock.dashboard.users.create({ email: "ada@acme.test" });
    await pipes.createDataIntegration({ provider: "github", enabled: true, credentials });
    const own = { slug: "github", userId };
    return steps({
      create: () => pipes.createUserConnectedAccount({ ...own, ...tokens() }),
      given: { userId, state: "connected" },
      get: () => pipes.getUserConnectedAccount(own),
      update: () => pipes.updateUserConnectedAccount({ ...own, scopes: ["gist"] }),
      changes: { scopes: ["gist"] },
      remove: () => pipes.deleteUserConnectedAccount(own),
    });
  }),
  roundTrip("connected accounts of organizations", async ({ mock, workos: { pipes } }) => {
    const { id: organizationId } = mock.dashboard.organizations.create({ name: "Acme" });
    const { id: userId } = mock.dashboard.users.create({ email: "ada@acme.test" });
    mock.dashboard.organizationMemberships.create({ user: userId, organization: organizationId });
    await pipes.createDataIntegration({ provider: "slack", enabled: true, credentials, ownership: "organization" });
    const own = { slug: "slack", organizationId };
    return steps({
      create: () => pipes.createOrganizationConnectedAccount({ ...own, ...tokens(), userId }),
      given: { organizationId, state: "connected" },
      get: () => pipes.getOrganizationConnectedAccount(own),
      update: () => pipes.updateOrganizationConnectedAccount({ ...own, userId, scopes: ["chat"] }),
      changes: { scopes: ["chat"] },
      remove: () => pipes.deleteOrganizationConnectedAccount(own),
    });
  }),
  roundTrip("vault objects", ({ workos: { vault } }) =>
    steps({
      create: async () => vault.readObject({ id: (await vault.createObject({ name: "n", value: "one", context })).id }),
      given: { name: "n", value: "one" },
      get: ({ id }) => vault.readObject({ id }),
      remove: ({ id }) => vault.deleteObject({ id }),
    }),
  ),
  roundTrip("vault objects in their list", ({ workos: { vault } }) =>
    steps({
      create: async () => {
        await vault.createObject({ name: "n", value: "one", context });
        const [only] = (await vault.listObjects()).data;
        if (!only) throw new Error("The vault is empty.");
        return only;
      },
      given: { name: "n" },
      list: async () => (await vault.listObjects()).data,
      remove: ({ id }) => vault.deleteObject({ id }),
    }),
  ),
  roundTrip("audit log schemas", ({ workos: { auditLogs } }) =>
    steps({
      create: () => auditLogs.createSchema({ action: "report.shared", targets: [{ type: "report" }] }),
      given: { version: 1, targets: [{ type: "report" }] },
      list: async () => (await auditLogs.listSchemas("report.shared")).data,
    }),
  ),
  roundTrip("audit log retention", ({ mock, workos: { auditLogs } }) => {
    const { id } = mock.dashboard.organizations.create({ name: "Acme" });
    return steps({
      create: () => auditLogs.getOrganizationAuditLogsRetention({ id }),
      given: {},
      get: () => auditLogs.getOrganizationAuditLogsRetention({ id }),
      update: () => auditLogs.updateOrganizationAuditLogsRetention({ id, retentionPeriod: "1_YEAR" }),
      changes: { retentionPeriodInDays: 365 },
    });
  }),
  roundTrip("agent blueprints", ({ workos: { agents } }) =>
    steps({
      create: () => agents.createBlueprint({ name: "Scribe", sessionSettings }),
      given: { name: "Scribe", sessionSettings },
      get: ({ id }) => agents.getBlueprint(id),
      list: async () => (await agents.listBlueprints()).data,
      update: ({ id }) => agents.updateBlueprint({ agentBlueprintId: id, name: "Scribe 2" }),
      changes: { name: "Scribe 2" },
      remove: ({ id }) => agents.deleteBlueprint(id),
    }),
  ),
  roundTrip("agent instances", async ({ mock, workos: { agents } }) => {
    const { id: organizationId } = mock.dashboard.organizations.create({ name: "Acme" });
    const { id: agentBlueprintId } = await agents.createBlueprint({ name: "Scribe", sessionSettings });
    return steps({
      create: async () => {
        const minted = await agents.mintToken({ agentBlueprintId, type: "autonomous", organizationId });
        return agents.getInstance(minted.agentInstanceId);
      },
      given: { type: "autonomous" },
      get: ({ id }) => agents.getInstance(id),
      list: async () => (await agents.listInstances({ agentBlueprintId })).data,
      remove: ({ id }) => agents.deleteInstance(id),
    });
  }),
];

const credentials = { type: "custom", clientId: "c-1", clientSecret: "secret" } as const;
const context = { organization_id: "org_1" };
const sessionSettings = { maxAgeSeconds: 3600, accessTokenTtlSeconds: 300, refreshTokenTtlSeconds: 3600 };
const tokens = () => ({ accessToken: "a", refreshToken: "r", expiresAt: new Date(Date.now() + 3_600_000) });
