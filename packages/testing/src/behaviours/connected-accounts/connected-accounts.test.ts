import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

function pipes() {
  const { mock, api } = checkedMock();
  const { dashboard } = mock;
  const user = dashboard.users.create({ email: "ada@acme.test" });
  const organization = dashboard.organizations.create({ name: "Acme" });
  dashboard.organizationMemberships.create({ user, organization });
  const credentials = { type: "custom", client_id: "c", client_secret: "secret" } as const;
  dashboard.dataIntegrations.create({ provider: "github", scopes: ["repo", "gist"], credentials });
  dashboard.dataIntegrations.create({ provider: "slack", credentials, ownership: "organization" });
  dashboard.dataIntegrations.create({ provider: "openai", auth_methods: ["api_key"] });
  dashboard.dataIntegrations.create({ provider: "linear", auth_methods: ["api_key"], ownership: "organization" });
  const own = `/user_management/users/${user.id}/connected_accounts/github`;
  const ours = `/organizations/${organization.id}/connected_accounts/slack`;
  const events = async () => {
    const { body } = await api("GET /events?limit=100");
    return body.data.map((row: { event: string }) => row.event).filter((name: string) => name.startsWith("pipes."));
  };
  return { mock, api, user, organization, own, ours, events };
}

const tokens = { access_token: "gho_1", refresh_token: "ghr_1", expires_at: "2026-01-01T08:00:00.000Z" };

describe("a user's connected accounts", () => {
  it("are imported with tokens that never show", async () => {
    const { api, own, user, events } = pipes();

    const created = await api(`POST ${own}`, { ...tokens, scopes: ["repo"] });

    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      user_id: user.id,
      organization_id: null,
      state: "connected",
      scopes: ["repo"],
    });
    expect(JSON.stringify(created.body)).not.toContain("gho_1");
    expect((await api(`GET ${own}`)).body).toEqual(created.body);
    expect(await events()).toEqual(["pipes.connected_account.connected"]);
  });

  it.each([
    ["no tokens", {}, "needs_reauthorization"],
    ["a token that never expires", { access_token: "x" }, "connected"],
    ["a token, its end and a refresh token", tokens, "connected"],
    ["a state of its own", { ...tokens, state: "needs_reauthorization" }, "needs_reauthorization"],
  ])("have the state that follows from %s", async (_, body, state) => {
    const { api, own } = pipes();

    expect((await api(`POST ${own}`, body)).body.state).toBe(state);
  });

  it("replace tokens, scopes and state", async () => {
    const { api, own, events } = pipes();
    await api(`POST ${own}`, tokens);

    const lost = await api(`PUT ${own}`, { state: "needs_reauthorization" });
    const back = await api(`PUT ${own}?connected_account_id=${lost.body.id}`, {
      access_token: "gho_2",
      scopes: ["gist"],
    });

    expect(lost.body.state).toBe("needs_reauthorization");
    expect(back.body).toMatchObject({ id: lost.body.id, state: "connected", scopes: ["gist"] });
    expect(await events()).toEqual([
      "pipes.connected_account.connected",
      "pipes.connected_account.reauthorization_needed",
      "pipes.connected_account.connected",
    ]);
  });

  it("are separate for each organization", async () => {
    const { api, own, organization } = pipes();

    await api(`POST ${own}?organization_id=${organization.id}`, tokens);

    expect((await api(`GET ${own}`)).status).toBe(404);
    expect((await api(`GET ${own}?organization_id=${organization.id}`)).status).toBe(200);
  });

  it("are forgotten, also with their user", async () => {
    const { mock, api, own, user, events } = pipes();
    await api(`POST ${own}`, tokens);

    expect((await api(`DELETE ${own}`)).status).toBe(204);
    expect((await api(`GET ${own}`)).status).toBe(404);

    mock.dashboard.connectedAccounts.create({ provider: "github", user });
    await api(`DELETE /user_management/users/${user.id}`);
    expect((await events()).filter((name: string) => name.endsWith(".disconnected"))).toHaveLength(2);
  });

  it("refuse a second import, and a token that will expire without a refresh token", async () => {
    const { api, own } = pipes();
    const { refresh_token: _, ...incomplete } = tokens;

    expect(await api(`POST ${own}`, incomplete)).toMatchObject({ status: 422, body: { message: expect.any(String) } });
    await api(`POST ${own}`, tokens);
    expect((await api(`POST ${own}`, tokens)).status).toBe(409);
  });

  it.each(["GET", "POST", "PUT", "DELETE"])("answer 404 for what is unknown: %s", async (method) => {
    const { api, user, own, organization } = pipes();
    const body = method === "POST" || method === "PUT" ? tokens : undefined;
    const of = (path: string) => api(`${method} ${path}`, body);

    expect((await of("/user_management/users/user_1/connected_accounts/github")).status).toBe(404);
    expect((await of(`/user_management/users/${user.id}/connected_accounts/nobody`)).status).toBe(404);
    expect((await of(`${own}?organization_id=org_1`)).status).toBe(404);
    if (method !== "POST") expect((await of(`${own}?organization_id=${organization.id}`)).status).toBe(404);
  });

  it("cannot be imported where OAuth is not the way", async () => {
    const { api, user, organization } = pipes();
    const openai = `/user_management/users/${user.id}/connected_accounts/openai`;
    const linear = `/organizations/${organization.id}/connected_accounts/linear`;

    expect((await api(`POST ${openai}`, tokens)).body.code).toBe("auth_method_mismatch");
    expect((await api(`POST ${linear}`, { user_id: user.id, ...tokens })).body.code).toBe("auth_method_mismatch");
  });
});

describe("an organization's connected accounts", () => {
  it("belong to it, not to the member who acted", async () => {
    const { api, ours, user, organization } = pipes();

    const created = await api(`POST ${ours}`, { user_id: user.id, ...tokens });

    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ user_id: null, organization_id: organization.id, state: "connected" });
    expect((await api(`GET ${ours}`)).body).toEqual(created.body);
  });

  it("may be several, told apart by their id", async () => {
    const { api, ours, user, events } = pipes();
    const first = await api(`POST ${ours}`, { user_id: user.id, ...tokens });
    const second = await api(`POST ${ours}?connection_intent=add`, { user_id: user.id, ...tokens, scopes: ["x"] });

    const changed = await api(`PUT ${ours}?connected_account_id=${second.body.id}`, {
      user_id: user.id,
      scopes: ["y"],
    });
    await api(`DELETE ${ours}?connected_account_id=${second.body.id}`);

    expect([first.body.connection_role, second.body.connection_role]).toEqual(["compatibility", "standard"]);
    expect(changed.body).toMatchObject({ id: second.body.id, scopes: ["y"] });
    expect((await api(`GET ${ours}`)).body.id).toBe(first.body.id);
    expect((await api(`GET ${ours}?connected_account_id=${second.body.id}`)).status).toBe(404);
    expect(await events()).toEqual([
      "pipes.connected_account.connected",
      "pipes.account_connection.connected",
      "pipes.account_connection.disconnected",
    ]);
  });

  it("refuse a second one without the intent, and somebody who is no member", async () => {
    const { mock, api, ours, user } = pipes();
    const stranger = mock.dashboard.users.create({ email: "eve@other.test" });

    expect((await api(`POST ${ours}`, { user_id: stranger.id, ...tokens })).status).toBe(422);
    await api(`POST ${ours}`, { user_id: user.id, ...tokens });
    expect((await api(`POST ${ours}`, { user_id: user.id, ...tokens })).status).toBe(409);
  });

  it.each(["GET", "POST", "PUT", "DELETE"])("answer 404 for what is unknown: %s", async (method) => {
    const { api, user, ours, organization } = pipes();
    const body = method === "POST" || method === "PUT" ? { user_id: user.id } : undefined;

    const foreign = await api(`${method} /organizations/org_1/connected_accounts/slack`, body);
    const unknown = await api(`${method} /organizations/${organization.id}/connected_accounts/github`, body);

    expect([foreign.status, unknown.status]).toEqual([404, 404]);
    if (method !== "POST") expect((await api(`${method} ${ours}`, body)).status).toBe(404);
  });
});

describe("the dashboard of connected accounts", () => {
  it("loses consent, once", async () => {
    const { mock, user, events } = pipes();
    const { id } = mock.dashboard.connectedAccounts.create({ provider: "github", user, id: "data_installation_1" });

    mock.dashboard.connectedAccounts.requireReauthorization({ id });
    mock.dashboard.connectedAccounts.requireReauthorization({ id });

    expect(id).toBe("data_installation_1");
    expect(await events()).toEqual([
      "pipes.connected_account.connected",
      "pipes.connected_account.reauthorization_needed",
    ]);
  });

  it("announces connections that failed", async () => {
    const { mock, user, organization, events } = pipes();
    const fail = (more: object) =>
      mock.dashboard.connectedAccounts.fail({ provider: "github", user, error_code: "oauth_failed", ...more });

    fail({});
    fail({ isAdditional: true, provider_error: "access_denied" });
    const two = { provider: "slack", organization };
    const first = mock.dashboard.connectedAccounts.create(two);
    const second = mock.dashboard.connectedAccounts.create(two);
    mock.dashboard.connectedAccounts.requireReauthorization(second);
    mock.dashboard.connectedAccounts.fail({ ...two, error_code: "oauth_failed" });

    expect(first.connection_role).toBe("compatibility");
    expect(await events()).toEqual([
      "pipes.connected_account.connection_failed",
      "pipes.account_connection.add_failed",
      "pipes.connected_account.connected",
      "pipes.account_connection.connected",
      "pipes.account_connection.reauthorization_needed",
      "pipes.account_connection.connection_failed",
    ]);
  });
});
