import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

const credentials = { type: "custom", client_id: "gh-1", client_secret: "very-secret-q7Zt" };
const github = { provider: "github", enabled: true, scopes: ["repo"], credentials };
const custom = {
  name: "Bluefern",
  authorization_url: "https://bluefern.test/authorize",
  token_url: "https://bluefern.test/token",
};

describe("data integrations", () => {
  it("makes one that is found by its slug, and keeps its secret", async () => {
    const { api } = checkedMock();

    const created = await api("POST /data-integrations", github);

    expect(created).toMatchObject({
      status: 201,
      body: {
        slug: "github",
        state: "valid",
        ownership: "user",
        auth_methods: ["oauth"],
        credentials: { type: "custom", client_id: "gh-1", redacted_client_secret: "q7Zt" },
        installation: null,
        custom_provider: null,
      },
    });
    expect(JSON.stringify(created.body)).not.toContain("very-secret");
    expect((await api("GET /data-integrations/github")).body).toEqual(created.body);
    expect((await api("GET /data-integrations")).body.data).toEqual([created.body]);
  });

  it("takes a custom provider, with the defaults of the API", async () => {
    const { api } = checkedMock();

    const { body } = await api("POST /data-integrations", {
      provider: "bluefern",
      credentials,
      custom_provider: custom,
    });

    expect(body).toMatchObject({
      integration_type: "custom",
      enabled: false,
      scopes: null,
      custom_provider: { name: "Bluefern", pkce_enabled: true, request_scope_separator: " ", scopes_required: false },
    });
  });

  it("stores an API key together with the integration", async () => {
    const { mock, api } = checkedMock();
    const user = mock.dashboard.users.create({ email: "ada@acme.test" });

    const { status, body } = await api("POST /data-integrations", {
      provider: "openai",
      auth_methods: ["api_key"],
      api_key: { secret: "sk-open-1234", user_id: user.id },
    });

    expect(status).toBe(201);
    expect(body).toMatchObject({ credentials: null, installation: { user_id: user.id, api_key_last_4: "1234" } });
  });

  it("changes the given fields; null brings the provider's own scopes back", async () => {
    const { api } = checkedMock();
    await api("POST /data-integrations", { provider: "bluefern", credentials, custom_provider: custom, scopes: ["a"] });

    const { status, body } = await api("PUT /data-integrations/bluefern", {
      scopes: null,
      description: "Ours",
      enabled: true,
      custom_provider: { name: "Bluefern 2" },
      credentials: { type: "organization" },
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      scopes: null,
      description: "Ours",
      enabled: true,
      custom_provider: { name: "Bluefern 2", token_url: custom.token_url },
      credentials: { type: "organization", client_id: null, redacted_client_secret: null },
    });
  });

  it("rotates the API key of an integration", async () => {
    const { mock, api } = checkedMock();
    const user = mock.dashboard.users.create({ email: "ada@acme.test" });
    mock.dashboard.dataIntegrations.create({ provider: "openai", auth_methods: ["api_key"] });

    await api("PUT /data-integrations/openai", { api_key: { secret: "sk-first-1111", user_id: user.id } });
    await api("PUT /data-integrations/openai", { api_key: { secret: "sk-second-2222", user_id: user.id } });

    const answer = await api("POST /data-integrations/openai/credentials", { user_id: user.id });
    expect(answer.body.credential).toMatchObject({ auth_method: "api_key", value: "sk-second-2222" });
  });

  it("is gone with all its connections", async () => {
    const { mock, api } = checkedMock();
    const user = mock.dashboard.users.create({ email: "ada@acme.test" });
    await api("POST /data-integrations", github);
    mock.dashboard.connectedAccounts.create({ provider: "github", user });

    expect((await api("DELETE /data-integrations/github")).status).toBe(204);

    expect((await api("GET /data-integrations/github")).status).toBe(404);
    const { body } = await api("GET /events?events=pipes.connected_account.disconnected");
    expect(body.data).toMatchObject([{ data: { provider_slug: "github", user_id: user.id } }]);
  });

  it.each([
    ["an unknown provider", { provider: "nobody", credentials }, 404],
    ["a taken slug", github, 409],
    ["OAuth without credentials", { provider: "slack" }, 400],
    ["half a client", { provider: "slack", credentials: { type: "custom", client_id: "x" } }, 400],
    ["a client for an API-key integration", { provider: "slack", auth_methods: ["api_key"], credentials }, 400],
    ["an API key for OAuth", { provider: "slack", credentials, api_key: { secret: "12345", user_id: "user_1" } }, 400],
    ["undeclared config", { provider: "slack", credentials, config: { subdomain: "x" } }, 400],
    ["a custom provider without addresses", { provider: "own", credentials, custom_provider: { name: "O" } }, 400],
    ["an API key that is too short", { provider: "x", api_key: { secret: "1", user_id: "user_1" } }, 422],
  ])("refuses %s", async (_, body, status) => {
    const { api } = checkedMock();
    await api("POST /data-integrations", github);

    expect((await api("POST /data-integrations", body)).status).toBe(status);

    expect((await api("GET /data-integrations")).body.data).toHaveLength(1);
  });

  it.each([
    ["POST /data-integrations", { provider: "openai", auth_methods: ["api_key"] }],
    ["PUT /data-integrations/notion", {}],
  ])("lets nobody store a key for an organization of others: %s", async (request, body) => {
    const { mock, api } = checkedMock();
    const user = mock.dashboard.users.create({ email: "ada@acme.test" });
    const organization = mock.dashboard.organizations.create({ name: "Acme" });
    mock.dashboard.dataIntegrations.create({ provider: "notion", auth_methods: ["api_key"] });
    const api_key = { secret: "sk-12345", user_id: user.id, organization_id: organization.id };

    expect((await api(request, { ...body, api_key })).status).toBe(403);
    expect((await api(request, { ...body, api_key: { ...api_key, user_id: "user_1" } })).status).toBe(404);
  });

  it.each([
    ["credentials and an API key", { credentials, api_key: { secret: "sk-12345", user_id: "user_1" } }, 400],
    ["an API key for OAuth", { api_key: { secret: "sk-12345", user_id: "user_1" } }, 400],
    ["half a client", { credentials: { type: "custom" } }, 400],
    ["a custom provider where there is none", { custom_provider: { name: "X" } }, 422],
  ])("refuses an update with %s", async (_, body, status) => {
    const { api } = checkedMock();
    await api("POST /data-integrations", github);

    expect((await api("PUT /data-integrations/github", body)).status).toBe(status);
  });

  it("knows no other slug", async () => {
    const { api } = checkedMock();

    for (const request of ["GET", "PUT", "DELETE"]) {
      const { status, body } = await api(`${request} /data-integrations/slack`, request === "PUT" ? {} : undefined);
      expect([status, body.message]).toEqual([404, "Data integration not found: 'slack'."]);
    }
  });
});
