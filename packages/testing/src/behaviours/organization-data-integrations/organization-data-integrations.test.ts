import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

const shared = { type: "custom", client_id: "c", client_secret: "secret" } as const;

function pipes() {
  const { mock, api } = checkedMock();
  const organization = mock.dashboard.organizations.create({ name: "Acme" });
  const configurations = `/organizations/${organization.id}/data_integration_configurations`;
  mock.dashboard.dataIntegrations.create({ provider: "github", scopes: ["repo", "gist"], credentials: shared });
  mock.dashboard.dataIntegrations.create({ provider: "zendesk", credentials: { type: "organization" } });
  mock.dashboard.dataIntegrations.create({ provider: "slack", credentials: shared, ownership: "organization" });
  return { mock, api, organization, configurations };
}

describe("an organization's configuration of integrations", () => {
  it("inherits what it does not override", async () => {
    const { api, configurations, organization } = pipes();

    const changed = await api(`PUT ${configurations}/github`, { enabled: false, scopes: ["repo"] });

    expect(changed.status).toBe(200);
    const { body } = await api(`GET ${configurations}`);
    expect(body.data).toMatchObject([
      { slug: "github", name: "GitHub", enabled: false, scopes: ["repo"], organization_id: organization.id },
      { slug: "zendesk", enabled: true, scopes: null, credentials: { has_credentials: false, client_id: null } },
      { slug: "slack", enabled: true },
    ]);
    expect(body.data[0].credentials).toBeUndefined();
    const back = await api(`PUT ${configurations}/github`, { scopes: null });
    expect(back.body).toMatchObject({ enabled: false, scopes: ["repo", "gist"] });
  });

  it("decides which scopes a connection of the organization lacks", async () => {
    const { mock, api, organization, configurations } = pipes();
    const user = mock.dashboard.users.create({ email: "ada@acme.test" });
    mock.dashboard.organizationMemberships.create({ user, organization });
    await api(`PUT ${configurations}/github`, { scopes: ["repo"] });
    const whose = { user_id: user.id, organization_id: organization.id };
    const { body: start } = await api("POST /data-integrations/github/authorize", whose);
    await mock.fetch(start.url);

    const { body } = await api("POST /data-integrations/github/token", whose);

    expect(body.access_token).toMatchObject({ scopes: ["repo"], missing_scopes: [] });
  });

  it("holds the organization's own client", async () => {
    const { api, configurations } = pipes();

    const { body } = await api(`PUT ${configurations}/zendesk`, {
      client_id: "theirs",
      client_secret: "secret-q7Zt",
      config: { subdomain: "acme" },
    });

    expect(body).toMatchObject({
      config: { subdomain: "acme" },
      credentials: { credentials_type: "organization", has_credentials: true, client_id: "theirs" },
    });
    expect(body.credentials.client_secret_last_four).toBe("q7Zt");
  });

  it("can be seeded", () => {
    const { mock, organization } = pipes();

    const made = mock.dashboard.organizationDataIntegrations.create({
      organization: "Acme",
      provider: "github",
      enabled: false,
    });

    expect(made).toMatchObject({ organization_id: organization.id, slug: "github", enabled: false });
  });

  it.each([
    ["an empty body", "github", {}, 400],
    ["a client id alone", "zendesk", { client_id: "x" }, 400],
    ["a secret alone", "zendesk", { client_secret: "x" }, 400],
    ["undeclared config", "zendesk", { config: { region: "eu" } }, 400],
    ["a client for shared credentials", "github", { client_id: "x", client_secret: "y" }, 400],
    ["config for shared credentials", "github", { config: { subdomain: "x" } }, 400],
    ["foreign scopes", "github", { scopes: ["admin"] }, 422],
    ["an unknown slug", "nobody", { enabled: true }, 404],
  ])("refuses %s", async (_, slug, body, status) => {
    const { api, configurations } = pipes();

    expect((await api(`PUT ${configurations}/${slug}`, body)).status).toBe(status);
  });

  it("needs an organization that exists", async () => {
    const { api } = pipes();

    expect((await api("GET /organizations/org_1/data_integration_configurations")).status).toBe(404);
    const put = await api("PUT /organizations/org_1/data_integration_configurations/github", { enabled: true });
    expect(put.status).toBe(404);
  });
});

describe("the organizations' own integration", () => {
  it("stands beside the users' one", async () => {
    const { api } = pipes();

    const { body } = await api("GET /data-integrations/slack/organization");
    expect(body).toMatchObject({ slug: "slack", ownership: "organization" });
    expect((await api("GET /data-integrations/slack")).status).toBe(404);
    expect((await api("PUT /data-integrations/slack/organization", { enabled: false })).body.enabled).toBe(false);
    expect((await api("DELETE /data-integrations/slack/organization")).status).toBe(204);
    expect((await api("GET /data-integrations/slack/organization")).status).toBe(404);
  });

  it("takes an API key of the organization", async () => {
    const { mock, api, organization } = pipes();
    const user = mock.dashboard.users.create({ email: "ada@acme.test" });
    mock.dashboard.organizationMemberships.create({ user, organization });
    mock.dashboard.dataIntegrations.create({
      provider: "openai",
      auth_methods: ["api_key"],
      ownership: "organization",
    });
    const api_key = { secret: "sk-12345", user_id: user.id, organization_id: organization.id };

    expect((await api("PUT /data-integrations/openai/organization", { api_key })).status).toBe(200);

    const { body } = await api(`GET /organizations/${organization.id}/connected_accounts/openai`);
    expect(body).toMatchObject({ auth_method: "api_key", api_key_last_4: "2345", user_id: null });
  });

  it("refuses what does not fit, and is unknown for users' providers", async () => {
    const { api } = pipes();

    expect((await api("PUT /data-integrations/slack/organization", { custom_provider: { name: "X" } })).status).toBe(
      422,
    );
    const half = { credentials: { type: "custom", client_id: "x" } };
    expect((await api("PUT /data-integrations/slack/organization", half)).status).toBe(422);
    for (const method of ["GET", "PUT", "DELETE"])
      expect((await api(`${method} /data-integrations/github/organization`, {})).status).toBe(404);
  });
});
