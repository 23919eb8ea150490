import { describe, expect, it } from "vitest";
import type { Mock } from "../../src/mock.ts";
import { type Api, type CheckedAnswer, checkedMock } from "../checked-mock.ts";

type Provocation = (api: Api, mock: Mock) => Promise<CheckedAnswer>;

/** Refusals that no resource's own test comes across, by status and code, each with the request that meets it. */
const provocations: readonly (readonly [operation: string, status: number, code: string | undefined, Provocation])[] = [
  ["updateOrganization", 400, "invalid_metadata", (api, mock) => update(api, mock, { metadata: { plan: 1 } })],
  ["updateOrganization", 400, "external_id_already_used", (api, mock) => update(api, mock, { external_id: "taken" })],
  [
    "updateOrganization",
    400,
    "stripe_customer_id_already_used",
    (api, mock) => update(api, mock, { stripe_customer_id: "cus_1" }),
  ],
  ["updateOrganization", 404, undefined, (api) => api("PUT /organizations/org_1", { name: "A" })],
  ["updateOrganization", 409, undefined, (api, mock) => update(api, mock, { domain_data: [verified] })],
  ["updateOrganization", 422, undefined, (api, mock) => update(api, mock, { name: 1 })],
  [
    "createOrganizationDomain",
    409,
    "domain_already_exists",
    (api, mock) => api("POST /organization_domains", { organization_id: other(mock).id, domain: "acme.test" }),
  ],
  [
    "verifyOrganizationDomain",
    400,
    "domain_already_verified",
    async (api, mock) => {
      const { body } = await api(`GET /organizations/${taken(mock).id}`);
      return api(`POST /organization_domains/${body.domains[0].id}/verify`);
    },
  ],
  [
    "createConnection",
    404,
    undefined,
    (api) => api("POST /connections", { ...connectionInput, organization_id: "org_1" }),
  ],
  [
    "updateConnection",
    422,
    undefined,
    (api, mock) => api(`PATCH /connections/${connection(mock).id}`, { name: 1, saml_options: 1 }),
  ],
  ["listConnections", 422, undefined, (api) => api("GET /connections?limit=1000")],
  ["listDirectories", 422, undefined, (api) => api("GET /directories?limit=1000")],
  ["listDirectoryGroups", 404, undefined, (api) => api("GET /directory_groups?directory=directory_1")],
  ["listAuditLogActions", 422, undefined, (api) => api("GET /audit_logs/actions?limit=1000")],
  ["listAuditLogSchemas", 422, undefined, (api) => api("GET /audit_logs/actions/a/schemas?limit=1000")],
  [
    "createAuditLogEvent",
    404,
    undefined,
    (api) => api("POST /audit_logs/events", { organization_id: "org_1", event: auditEvent }),
  ],
  ["getProfileAndToken", 422, "invalid_request", (api) => api("POST /sso/token", {})],
  ["createSsoLogoutToken", 404, undefined, (api) => api("POST /sso/logout/authorize", { profile_id: "prof_1" })],
  ["createSsoLogoutToken", 400, "connection_invalid", (api, mock) => logOutOfGoogle(api, mock)],
  [
    "createCorsOrigin",
    409,
    "conflict",
    async (api) => {
      await api("POST /user_management/cors_origins", { origin: "https://app.test" });
      return api("POST /user_management/cors_origins", { origin: "https://app.test" });
    },
  ],
  [
    "updateWebhookEndpoint",
    409,
    "duplicate_endpoint",
    (api, mock) => endpoint(api, mock, { endpoint_url: "https://app.test/other" }),
  ],
  ["updateWebhookEndpoint", 422, "invalid_url", (api, mock) => endpoint(api, mock, { endpoint_url: "nonsense" })],
  [
    "updateWebhookEndpoint",
    422,
    "invalid_request_parameters",
    (api, mock) => endpoint(api, mock, { events: ["nothing.happened"] }),
  ],
  [
    "createOrganizationMembership",
    422,
    "multiple_roles_not_enabled",
    (api, mock) => {
      mock.dashboard.settings.update({ multiple_roles: false });
      return api("POST /user_management/organization_memberships", {
        ...pair(mock),
        role_slugs: ["member", "admin"],
      });
    },
  ],
  [
    "updateOrganizationMembership",
    422,
    "sub_resource_scoped_role_not_allowed",
    async (api, mock) => {
      mock.dashboard.roles.create({ slug: "editor", resource_type_slug: "workspace" });
      const { body } = await api("POST /user_management/organization_memberships", pair(mock));
      return api(`PUT /user_management/organization_memberships/${body.id}`, { role_slug: "editor" });
    },
  ],
  [
    "challengeFactor",
    422,
    undefined,
    async (api) => {
      const { body } = await api("POST /auth/factors/enroll", { type: "sms", phone_number: "+15005550006" });
      return api(`POST /auth/factors/${body.id}/challenge`, { sms_template: 1 });
    },
  ],
];

describe("errors that are rarely met", () => {
  it.each(provocations)("%s answers %i %s", async (_operation, status, code, provoke) => {
    const { mock, api } = checkedMock();

    const answer = await provoke(api, mock);

    expect(answer.status).toBe(status);
    if (code !== undefined) expect([answer.body.code, answer.body.error]).toContain(code);
  });
});

const verified = { domain: "acme.test", state: "verified" };
const connectionInput = {
  name: "Okta",
  oidc_options: { discovery_endpoint: "https://idp.test/oidc", client_id: "c-1" },
};
const auditEvent = {
  action: "report.shared",
  occurred_at: "2026-01-01T00:00:00.000Z",
  actor: { id: "ada", type: "user" },
  targets: [{ id: "r-1", type: "report" }],
  context: { location: "203.0.113.24" },
};

const taken = ({ dashboard }: Mock) =>
  dashboard.organizations.create({
    name: "Taken",
    external_id: "taken",
    stripe_customer_id: "cus_1",
    domains: ["acme.test"],
  });

function other(mock: Mock) {
  taken(mock);
  return mock.dashboard.organizations.create({ name: "Other" });
}

const update = (api: Api, mock: Mock, body: object) => api(`PUT /organizations/${other(mock).id}`, body);

const connection = ({ dashboard }: Mock) =>
  dashboard.connections.create({ organization: dashboard.organizations.create({ name: "Acme" }).id });

function endpoint(api: Api, { dashboard }: Mock, body: object) {
  const events = ["user.created" as const];
  dashboard.webhookEndpoints.create({ endpoint_url: "https://app.test/other", events });
  const { id } = dashboard.webhookEndpoints.create({ endpoint_url: "https://app.test/own", events });
  return api(`PATCH /webhook_endpoints/${id}`, body);
}

const pair = ({ dashboard }: Mock) => ({
  user_id: dashboard.users.create({ email: "ada@acme.test" }).id,
  organization_id: dashboard.organizations.create({ name: "Acme" }).id,
});

async function logOutOfGoogle(api: Api, mock: Mock): Promise<CheckedAnswer> {
  const query = { client_id: mock.clientId, redirect_uri: "https://app.test/cb", response_type: "code" };
  await api(`GET /sso/authorize?${new URLSearchParams({ ...query, provider: "GoogleOAuth" })}`);
  return api("POST /sso/logout/authorize", { profile_id: mock.dashboard.sso.profiles()[0]?.id });
}
