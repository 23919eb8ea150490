import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";
import { signJwt } from "../../crypto/sign-jwt.ts";
import { verifyJwt } from "../../crypto/verify-jwt.ts";

const settings = { max_age_seconds: 3600, access_token_ttl_seconds: 300, refresh_token_ttl_seconds: 1800 };

function agents() {
  const { mock, api } = checkedMock();
  const { dashboard } = mock;
  const user = dashboard.users.create({ email: "ada@acme.test" });
  const organization = dashboard.organizations.create({ name: "Acme" });
  const membership = dashboard.organizationMemberships.create({ user, organization });
  for (const slug of ["docs:read", "docs:write"]) mock.dashboard.permissions.create({ slug, name: slug });
  const blueprint = dashboard.agentBlueprints.create({ name: "Scribe", permissions: ["docs:read", "docs:write"] });
  const path = `/agents/blueprints/${blueprint.id}`;
  const mint = (body: object, to = path) => api(`POST ${to}/tokens`, body);
  /** An AuthKit access token, as a sign-in gives it. */
  const userToken = (claims: object = {}) => {
    const exp = Math.floor(Date.now() / 1000) + 300;
    return signJwt({ sub: user.id, org_id: organization.id, permissions: ["docs:read", "x"], exp, ...claims });
  };
  return { mock, api, user, organization, membership, blueprint, path, mint, userToken };
}

async function eventNames(api: ReturnType<typeof agents>["api"]): Promise<string[]> {
  const { body } = await api("GET /events?limit=100");
  return body.data.map((event: { event: string }) => event.event).filter((name: string) => name.startsWith("agent."));
}

describe("agent blueprints", () => {
  it("are created, listed, changed and deleted, with their events", async () => {
    const { api } = checkedMock();
    const created = await api("POST /agents/blueprints", { name: "Scribe", session_settings: settings });
    const path = `/agents/blueprints/${created.body.id}`;

    const changed = await api(`PATCH ${path}`, { description: "Writes", session_settings: { max_age_seconds: 60 } });

    expect(created).toMatchObject({
      status: 201,
      body: { description: null, permissions: [], invocable_by: { role_slugs: [], organization_ids: [] } },
    });
    expect(changed.body).toMatchObject({
      name: "Scribe",
      description: "Writes",
      session_settings: { ...settings, max_age_seconds: 60 },
    });
    expect((await api("GET /agents/blueprints")).body.data).toEqual([changed.body]);
    expect((await api(`GET ${path}`)).body).toEqual(changed.body);
    expect((await api(`DELETE ${path}`)).status).toBe(204);
    expect((await api(`GET ${path}`)).status).toBe(404);
    expect(await eventNames(api)).toEqual([
      "agent.blueprint.created",
      "agent.blueprint.updated",
      "agent.blueprint.deleted",
    ]);
  });

  it.each([
    ["no settings", { name: "X" }],
    ["a session of more than a year", { name: "X", session_settings: { ...settings, max_age_seconds: 31_536_001 } }],
    ["an unknown permission", { name: "X", session_settings: settings, permissions: ["nope"] }],
    [
      "an unknown organization",
      { name: "X", session_settings: settings, invocable_by: { organization_ids: ["org_1"] } },
    ],
  ])("refuse %s", async (_, body) => {
    const { api, path } = agents();

    expect((await api("POST /agents/blueprints", body)).status).toBe(422);
    if ("session_settings" in body) expect((await api(`PATCH ${path}`, body)).status).toBe(422);
  });

  it("are unknown under any other id", async () => {
    const { api } = checkedMock();

    for (const request of ["GET", "PATCH", "DELETE"])
      expect((await api(`${request} /agents/blueprints/agent_blueprint_1`, {})).status).toBe(404);
    const body = { type: "autonomous", organization_id: "org_1" };
    expect((await api("POST /agents/blueprints/agent_blueprint_1/tokens", body)).status).toBe(404);
    const token = { agent_access_token: "x" };
    expect((await api("POST /agents/blueprints/agent_blueprint_1/tokens/validate", token)).status).toBe(404);
  });
});

describe("agent tokens", () => {
  it("act for a user, with what both may do", async () => {
    const { api, mint, path, user, organization, membership, userToken } = agents();

    const { status, body } = await mint({
      type: "user_delegated",
      user_access_token: await userToken(),
      intent: "Sum up",
    });

    expect(status).toBe(201);
    expect(body).toMatchObject({
      token_type: "Bearer",
      expires_in: 300,
      new_instance: true,
      permissions: ["docs:read"],
    });
    expect(await verifyJwt(body.access_token, Date.now())).toMatchObject({
      sub: body.agent_instance_id,
      sid: body.agent_instance_session_id,
      org_id: organization.id,
      act: { sub: user.id },
    });
    const validated = await api(`POST ${path}/tokens/validate`, { agent_access_token: body.access_token });
    expect(validated.body).toEqual({
      valid: true,
      agent_instance_id: body.agent_instance_id,
      agent_instance_session_id: body.agent_instance_session_id,
      organization_id: organization.id,
      permissions: ["docs:read"],
      intent: "Sum up",
      acting_user_id: user.id,
      session_expires_at: "2026-01-01T01:00:00.000Z",
    });
    const instance = await api(`GET /agents/instances/${body.agent_instance_id}`);
    expect(instance.body).toMatchObject({ type: "delegated", organization_membership_id: membership.id });
  });

  it("act for an organization, with the same agent each time", async () => {
    const { api, mint, organization } = agents();
    const first = await mint({ type: "autonomous", organization_id: organization.id });

    const second = await mint({ type: "autonomous", organization_id: organization.id });

    expect(first.body).toMatchObject({ new_instance: true, permissions: ["docs:read", "docs:write"] });
    expect(second.body).toMatchObject({ new_instance: false, agent_instance_id: first.body.agent_instance_id });
    expect(await eventNames(api)).toEqual([
      "agent.blueprint.created",
      "agent.instance.created",
      "agent.instance.session.created",
      "agent.instance.session.created",
    ]);
  });

  it("act for another agent, with no more than it may", async () => {
    const { mock, mint, user, userToken } = agents();
    const parent = await mint({ type: "user_delegated", user_access_token: await userToken() });
    const helper = mock.dashboard.agentBlueprints.create({ name: "Helper", permissions: ["docs:write", "docs:read"] });

    const { body } = await mint(
      { type: "agent_delegated", agent_access_token: parent.body.access_token },
      `/agents/blueprints/${helper.id}`,
    );

    expect(body.permissions).toEqual(["docs:read"]);
    expect(await verifyJwt(body.access_token, Date.now())).toMatchObject({ act: { sub: user.id } });
  });

  it("are refreshed within their session, each refresh token once", async () => {
    const { mock, mint, organization } = agents();
    const first = await mint({ type: "autonomous", organization_id: organization.id });
    const refresh = (refresh_token: string) => mint({ type: "refresh", refresh_token });

    await mock.clock.advance({ minutes: 58 });
    const second = await refresh(first.body.refresh_token);

    // The session has two minutes left.
    expect(second.body).toMatchObject({ new_instance: false, expires_in: 120 });
    expect(second.body.agent_instance_session_id).toBe(first.body.agent_instance_session_id);
    expect((await refresh(first.body.refresh_token)).status).toBe(400);
    await mock.clock.advance({ minutes: 2 });
    expect((await refresh(second.body.refresh_token)).status).toBe(400);
  });

  it("are not found when they are not this blueprint's, changed, or of a session that has ended", async () => {
    const { mock, api, mint, path, organization } = agents();
    const { body } = await mint({ type: "autonomous", organization_id: organization.id });
    const other = mock.dashboard.agentBlueprints.create({ name: "Other" });
    const validate = async (of: string, agent_access_token: string) =>
      (await api(`POST ${of}/tokens/validate`, { agent_access_token })).status;

    expect(await validate(`/agents/blueprints/${other.id}`, body.access_token)).toBe(404);
    expect(await validate(path, `${body.access_token.slice(0, -3)}AAA`)).toBe(404);
    expect(await validate(path, "nonsense")).toBe(404);
    expect(await validate(path, body.access_token)).toBe(200);
    await api(`POST /agents/sessions/${body.agent_instance_session_id}/revoke`);
    expect(await validate(path, body.access_token)).toBe(404);
  });

  it("are refused for bad tokens", async () => {
    const { mint, organization, userToken } = agents();
    const { body } = await mint({ type: "autonomous", organization_id: organization.id });
    const status = async (request: object) => (await mint(request)).status;

    expect(await status({ type: "user_delegated", user_access_token: "nonsense" })).toBe(400);
    expect(await status({ type: "user_delegated", user_access_token: await userToken({ exp: 1 }) })).toBe(400);
    expect(await status({ type: "user_delegated", user_access_token: await userToken({ org_id: undefined }) })).toBe(
      400,
    );
    expect(await status({ type: "agent_delegated", agent_access_token: await userToken() })).toBe(400);
    expect(await status({ type: "refresh", refresh_token: "nonsense" })).toBe(400);
    expect(await status({ type: "autonomous" })).toBe(400);
    expect(await status({ type: "autonomous", organization_id: "org_1" })).toBe(404);
    expect(body.agent_instance_id).toMatch(/^agent_/);
  });

  it("are refused to those who may not invoke the agent", async () => {
    const { mock, mint, organization, userToken } = agents();
    const other = mock.dashboard.organizations.create({ name: "Other" });
    const parent = await mint({ type: "autonomous", organization_id: organization.id });
    const only = mock.dashboard.agentBlueprints.create({ name: "X", invocable_by: { organization_ids: [other.id] } });
    const admins = mock.dashboard.agentBlueprints.create({ name: "Y", invocable_by: { role_slugs: ["admin"] } });
    const status = async (id: string, body: object) => (await mint(body, `/agents/blueprints/${id}`)).status;
    const user = { type: "user_delegated", user_access_token: await userToken() };

    expect(await status(only.id, { type: "autonomous", organization_id: organization.id })).toBe(403);
    expect(await status(only.id, user)).toBe(403);
    expect(await status(only.id, { type: "agent_delegated", agent_access_token: parent.body.access_token })).toBe(403);
    expect(await status(admins.id, user)).toBe(403);
    expect(await status(admins.id, { ...user, user_access_token: await userToken({ sub: "user_1" }) })).toBe(403);
  });
});
