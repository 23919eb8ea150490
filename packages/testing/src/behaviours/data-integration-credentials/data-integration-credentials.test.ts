import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

function pipes() {
  const { mock, api } = checkedMock();
  const { dashboard } = mock;
  const user = dashboard.users.create({ email: "ada@acme.test" });
  const organization = dashboard.organizations.create({ name: "Acme" });
  dashboard.organizationMemberships.create({ user, organization });
  const credentials = { type: "custom", client_id: "c", client_secret: "secret" } as const;
  for (const ownership of ["user", "organization"] as const) {
    dashboard.dataIntegrations.create({ provider: "github", scopes: ["repo", "gist"], credentials, ownership });
    dashboard.dataIntegrations.create({ provider: "openai", auth_methods: ["api_key"], ownership });
    dashboard.dataIntegrations.create({ provider: "snowflake", auth_methods: ["client_credentials"], ownership });
  }
  const owner = { user_id: user.id };
  const organizationOwner = { ...owner, connection_owner: "organization", organization_id: organization.id };
  return { mock, api, dashboard, user, organization, owner, organizationOwner };
}

/** What follows a link in a browser: no key. */
async function open(mock: ReturnType<typeof pipes>["mock"], url: string) {
  const response = await mock.fetch(url);
  return { status: response.status, location: response.headers.get("location"), text: await response.text() };
}

describe("the authorization URL", () => {
  it("connects the user and leads back, once", async () => {
    const { mock, api, owner } = pipes();
    const { body } = await api("POST /data-integrations/github/authorize", {
      ...owner,
      return_to: "https://acme.test/x",
    });

    const opened = await open(mock, body.url);

    expect(opened).toMatchObject({ status: 302, location: "https://acme.test/x" });
    const token = await api("POST /data-integrations/github/token", owner);
    expect(token.body).toMatchObject({ active: true, access_token: { scopes: ["repo", "gist"], missing_scopes: [] } });
    expect((await open(mock, body.url)).status).toBe(410);
  });

  it("connects an organization, and reconnects a lost account", async () => {
    const { mock, api, organization, organizationOwner } = pipes();
    const lost = mock.dashboard.connectedAccounts.create({
      provider: "github",
      organization,
      state: "needs_reauthorization",
    });

    const { body } = await api("POST /data-integrations/github/authorize", organizationOwner);
    expect((await open(mock, body.url)).text).toContain("Connected.");

    const found = await api(`GET /organizations/${organization.id}/connected_accounts/github`);
    expect(found.body).toMatchObject({ id: lost.id, state: "connected" });
  });

  it("announces a refusal", async () => {
    const { mock, api, owner } = pipes();
    const { body } = await api("POST /data-integrations/github/authorize", {
      ...owner,
      return_to: "https://acme.test/x",
    });

    const opened = await open(mock, `${body.url}?error=access_denied&error_description=No`);

    expect(opened.location).toBe("https://acme.test/x?error=access_denied");
    const events = await api("GET /events?events=pipes.connected_account.connection_failed");
    expect(events.body.data).toMatchObject([{ data: { ...owner, provider_error: "access_denied" } }]);
  });

  it("runs out", async () => {
    const { mock, api, owner } = pipes();
    const { body } = await api("POST /data-integrations/github/authorize", owner);

    await mock.clock.advance({ minutes: 10 });

    expect((await open(mock, body.url)).status).toBe(410);
  });

  it("is refused", async () => {
    const { mock, api, dashboard, owner, organization } = pipes();
    const stranger = dashboard.users.create({ email: "eve@other.test" });
    const status = async (slug: string, body: object) =>
      (await api(`POST /data-integrations/${slug}/authorize`, { ...owner, ...body })).status;

    expect(await status("nobody", {})).toBe(404);
    expect(await status("github", { user_id: "user_1" })).toBe(404);
    expect(await status("github", { organization_id: "org_1" })).toBe(404);
    expect(await status("openai", {})).toBe(400);
    expect(await status("github", { config: { subdomain: "x" } })).toBe(400);
    expect(await status("github", { connection_owner: "organization" })).toBe(400);
    expect(await status("github", { user_id: stranger.id, organization_id: organization.id })).toBe(403);
    await api("PUT /data-integrations/github", { enabled: false });
    expect(await status("github", {})).toBe(403);
    expect(mock.requests.of("getDataIntegrationAuthorizationUrl")).toHaveLength(8);
  });
});

describe("tokens", () => {
  it("are not there before a connection", async () => {
    const { api, owner } = pipes();

    for (const what of ["token", "credentials"])
      expect((await api(`POST /data-integrations/github/${what}`, owner)).body).toEqual({
        active: false,
        error: "not_installed",
      });
  });

  it("are renewed near their end, and name the scopes they lack", async () => {
    const { mock, api, dashboard, user, owner } = pipes();
    dashboard.connectedAccounts.create({ provider: "github", user, scopes: ["repo"] });
    const token = async () => (await api("POST /data-integrations/github/token", owner)).body.access_token;

    const first = await token();
    await mock.clock.advance({ minutes: 30 });
    const same = await token();
    await mock.clock.advance({ minutes: 30 });
    const renewed = await token();

    expect(first.missing_scopes).toEqual(["gist"]);
    expect(same).toEqual(first);
    expect(renewed.access_token).not.toBe(first.access_token);
    expect(renewed.expires_at).toBe("2026-01-01T02:00:00.000Z");
  });

  it.each(["token", "credentials"])("need a new consent once they cannot be renewed: %s", async (what) => {
    const { mock, api, dashboard, user, owner } = pipes();
    const account = dashboard.connectedAccounts.create({ provider: "github", user });
    dashboard.connectedAccounts.breakRefresh(account);
    await mock.clock.advance({ hours: 1 });

    const { body } = await api(`POST /data-integrations/github/${what}`, owner);

    expect(body).toEqual({ active: false, error: "needs_reauthorization" });
    const events = await api("GET /events?events=pipes.connected_account.reauthorization_needed");
    expect(events.body.data).toMatchObject([{ data: { id: account.id } }]);
  });

  it("of OAuth are credentials too", async () => {
    const { api, dashboard, user, owner } = pipes();
    dashboard.connectedAccounts.create({ provider: "github", user, access_token: "gho_1" });

    const { body } = await api("POST /data-integrations/github/credentials", owner);

    expect(body.credential).toMatchObject({ auth_method: "oauth", value: "gho_1", expires_at: null });
  });

  it("are refused", async () => {
    const { api, owner } = pipes();
    for (const what of ["token", "credentials"]) {
      const status = async (slug: string, body: object) =>
        (await api(`POST /data-integrations/${slug}/${what}`, body)).status;

      expect(await status("nobody", owner)).toBe(404);
      expect(await status("github", { user_id: "user_1" })).toBe(404);
      expect(await status("github", { ...owner, connected_account_id: "data_installation_1" })).toBe(404);
      expect(await status("github", { ...owner, connection_owner: "organization" })).toBe(400);
      expect(await status("github", {})).toBe(422);
    }
    expect((await api("POST /data-integrations/openai/token", owner)).body.code).toBe("auth_method_mismatch");
  });
});

describe.each([
  ["api-key", "openai", { secret: "sk-first-1111" }, { secret: "sk-next-2222" }, { api_key_last_4: "2222" }],
  [
    "client-credentials",
    "snowflake",
    { client_id: "one", client_secret: "secret-1111" },
    { client_id: "two", client_secret: "secret-2222", config: { account_identifier: "xy" } },
    { client_id: "two", client_secret_last_4: "2222", config: { account_identifier: "xy" } },
  ],
])("stored credentials: %s", (kind, slug, first, next, shown) => {
  const path = `/data-integrations/${slug}/${kind}`;

  it("are stored, handed out and rotated, with one event", async () => {
    const { api, owner } = pipes();

    const stored = await api(`PUT ${path}`, { ...owner, ...first });
    const rotated = await api(`PUT ${path}`, { ...owner, ...next, connection_intent: "reauthorize" });

    expect([stored.status, rotated.status]).toEqual([200, 200]);
    expect(rotated.body).toMatchObject({ id: stored.body.id, state: "connected", ...shown });
    const answer = await api(`POST /data-integrations/${slug}/credentials`, owner);
    expect(answer.body).toMatchObject({ active: true, credential: { auth_method: kind.replace("-", "_") } });
    if (kind === "api-key") expect(answer.body.credential.value).toBe("sk-next-2222");
    else expect(answer.body.credential).toMatchObject({ metadata: { account_identifier: "xy" }, missing_scopes: [] });
    expect((await api("GET /events?events=pipes.connected_account.connected")).body.data).toHaveLength(1);
  });

  it("can be added beside others, and picked by id", async () => {
    const { api, organizationOwner } = pipes();
    const add = (body: object) => api(`POST ${path}`, { ...organizationOwner, ...body, connection_intent: "add" });

    const one = await add(first);
    const two = await add(next);

    expect([one.status, two.status]).toEqual([201, 201]);
    expect(two.body).toMatchObject({ connection_role: "standard", organization_id: organizationOwner.organization_id });
    const { body } = await api(`PUT ${path}`, { ...organizationOwner, ...first, connected_account_id: two.body.id });
    expect(body.id).toBe(two.body.id);
  });

  it("are refused", async () => {
    const { api, dashboard, owner, organization, organizationOwner } = pipes();
    const stranger = dashboard.users.create({ email: "eve@other.test" });
    for (const method of ["PUT", "POST"]) {
      const intent = method === "POST" ? { connection_intent: "add" } : {};
      const call = (body: object, of = path) => api(`${method} ${of}`, { ...intent, ...owner, ...first, ...body });

      expect((await call({}, path.replace(slug, "nobody"))).status).toBe(404);
      expect((await call({ user_id: "user_1" })).status).toBe(404);
      expect((await call({ organization_id: "org_1" })).status).toBe(404);
      expect((await call({ connection_owner: "organization" })).status).toBe(400);
      expect((await call({ user_id: undefined })).status).toBe(422);
      expect(await call({}, path.replace(slug, "github"))).toMatchObject({
        status: 422,
        body: { code: "auth_method_mismatch" },
      });
      const foreign = await call({ user_id: stranger.id, organization_id: organization.id });
      expect(foreign.status).toBe(method === "PUT" ? 403 : 400);
    }
    const add = () => api(`POST ${path}`, { ...organizationOwner, ...first, connection_intent: "add" });
    expect((await add()).status).toBe(201);
    expect((await add()).status).toBe(409);
    const unknown = { ...owner, ...first, connected_account_id: "data_installation_1" };
    expect((await api(`PUT ${path}`, unknown)).status).toBe(404);
  });
});
