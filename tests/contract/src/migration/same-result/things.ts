import {
  createAuditLogEvent,
  createAuditLogSchema,
  createOrganization,
  createVaultObject,
  generatePortalLink,
  getConnection,
  getOrganization,
  getVaultObject,
  listDirectoryUsers,
  listEvents,
  listOrganizations,
  updateOrganization,
  validateApiKey,
} from "@workos-kit/client/operations";
import { type Pair, withConnection, withOrganization, withUser } from "./pair.ts";

export const things: readonly Pair[] = [
  {
    title: "create an organization with its domain",
    theirs: ({ workos }) =>
      workos.organizations.createOrganization({
        name: "Acme",
        externalId: "o-1",
        domainData: [{ domain: "acme.test", state: "verified" as never }],
        metadata: { tier: "gold" },
      }),
    ours: ({ workos }) =>
      createOrganization(workos, {
        name: "Acme",
        external_id: "o-1",
        domain_data: [{ domain: "acme.test", state: "verified" }],
        metadata: { tier: "gold" },
      }),
  },
  {
    title: "update and read it",
    prepare: withOrganization,
    async theirs({ workos, facts: { organization = "" } }) {
      await workos.organizations.updateOrganization({ organization, name: "Acme Two" });
      return workos.organizations.getOrganization(organization);
    },
    async ours({ workos, facts: { organization = "" } }) {
      await updateOrganization(workos, { id: organization, name: "Acme Two" });
      return getOrganization(workos, { id: organization });
    },
  },
  {
    title: "list organizations, filtered, one page",
    prepare: withOrganization,
    theirs: async ({ workos }) =>
      (await workos.organizations.listOrganizations({ domains: ["acme.test"], limit: 5, order: "desc" })).data,
    ours: async ({ workos }) =>
      (await listOrganizations(workos, { domains: ["acme.test"], limit: 5, order: "desc" })).data,
  },
  {
    title: "read a connection, whose type has another name here",
    prepare: withConnection,
    theirs: async ({ workos, facts: { connection = "" } }) => {
      const { type, ...rest } = await workos.sso.getConnection(connection);
      return { ...rest, connectionType: type };
    },
    ours: ({ workos, facts: { connection = "" } }) => getConnection(workos, { id: connection }),
  },
  {
    title: "list the people of a directory, all pages",
    prepare(mock) {
      const { organization } = withOrganization(mock);
      const users = Array.from({ length: 120 }, (_, index) => ({ email: `person-${index}@acme.test` }));
      return {
        directory: mock.dashboard.directories.provision({ organization: organization ?? "", users }).directory.id,
      };
    },
    async theirs({ workos, facts: { directory = "" } }) {
      const ids: string[] = [];
      let after: string | undefined;
      do {
        const page = await workos.directorySync.listUsers({ directory, limit: 100, ...(after ? { after } : {}) });
        ids.push(...page.data.map(({ id }) => id));
        after = page.listMetadata.after ?? undefined;
      } while (after);
      return ids;
    },
    ours: async ({ workos, facts: { directory = "" } }) =>
      (await listDirectoryUsers(workos, { directory }).collect()).map(({ id }) => id),
  },
  {
    title: "record an audit log event",
    prepare: withOrganization,
    async theirs({ workos, facts: { organization = "" } }) {
      await workos.auditLogs.createSchema({ action: "user.signed_in", targets: [{ type: "team" }] });
      await workos.auditLogs.createEvent(organization, {
        action: "user.signed_in",
        occurredAt: new Date("2026-11-20T09:00:00Z"),
        actor: { id: "user_1", type: "user" },
        targets: [{ id: "team_1", type: "team" }],
        context: { location: "203.0.113.9" },
      });
      return {};
    },
    async ours({ workos, facts: { organization: organization_id = "" } }) {
      await createAuditLogSchema(workos, { action_name: "user.signed_in", targets: [{ type: "team" }] });
      return createAuditLogEvent(workos, {
        organization_id,
        event: {
          action: "user.signed_in",
          occurred_at: "2026-11-20T09:00:00.000Z",
          actor: { id: "user_1", type: "user" },
          targets: [{ id: "team_1", type: "team" }],
          context: { location: "203.0.113.9" },
        },
      });
    },
  },
  {
    title: "open the admin portal",
    prepare: withOrganization,
    theirs: ({ workos, facts: { organization = "" } }) =>
      workos.adminPortal.generateLink({ organization, intent: "sso" as never, returnUrl: "https://app.test" }),
    ours: ({ workos, facts: { organization = "" } }) =>
      generatePortalLink(workos, { organization, intent: "sso", return_url: "https://app.test" }),
    tokens: ["link"],
  },
  {
    title: "keep a secret in the vault",
    async theirs({ workos: { vault } }) {
      const { id } = await vault.createObject({ name: "token", value: "one", context: { team: "1" } });
      return vault.readObject({ id });
    },
    async ours({ workos }) {
      const { id } = await createVaultObject(workos, { name: "token", value: "one", key_context: { team: "1" } });
      return getVaultObject(workos, { id });
    },
  },
  {
    title: "validate an API key",
    theirs: ({ workos }) => workos.apiKeys.createValidation({ value: "sk_unknown" }),
    ours: ({ workos }) => validateApiKey(workos, { value: "sk_unknown" }),
  },
  {
    title: "read the event log",
    prepare: withUser,
    theirs: async ({ workos }) => (await workos.events.listEvents({ events: ["user.created"], order: "asc" })).data,
    ours: async ({ workos }) => (await listEvents(workos, { events: ["user.created"], order: "asc" })).data,
  },
];
