import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

async function keyed() {
  const { mock, api } = checkedMock();
  const organization = mock.dashboard.organizations.create({ name: "Acme" });
  const { body: user } = await api("POST /user_management/users", { email: "ada@acme.test" });
  const join = () =>
    api("POST /user_management/organization_memberships", { user_id: user.id, organization_id: organization.id });
  const create = (body: object) => api(`POST /organizations/${organization.id}/api_keys`, { name: "CI", ...body });
  const validate = async (value: string) => (await api("POST /api_keys/validations", { value })).body.api_key;
  return { mock, api, organization, user, join, create, validate };
}

describe("API keys", () => {
  it("are validated by their value, which is shown once", async () => {
    const { api, organization, create, validate, mock } = await keyed();
    const { status, body } = await create({});

    const { value, ...key } = body;
    const listed = await api(`GET /organizations/${organization.id}/api_keys`);

    expect(status).toBe(201);
    expect(value).toMatch(/^sk_/);
    expect(listed.body.data).toEqual([key]);
    expect(await validate(value)).toMatchObject({ id: key.id, last_used_at: "2026-01-01T00:00:00.000Z" });
    expect(mock.dashboard.apiKeys.secretOf({ id: key.id })).toBe(value);
  });

  it("answer null for a value that is unknown, expired or deleted", async () => {
    const { api, mock, create, validate } = await keyed();
    const short = (await create({ expires_at: "2026-01-01T00:10:00Z" })).body;
    expect(short.expires_at).toBe("2026-01-01T00:10:00.000Z");
    const gone = (await create({})).body;
    await api(`DELETE /api_keys/${gone.id}`);

    expect(await validate(short.value)).not.toBeNull();
    await mock.clock.advance({ minutes: 10 });

    expect([await validate(short.value), await validate(gone.value), await validate("sk_nobody")]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it("end now, later or never", async () => {
    const { api, create } = await keyed();
    const { id } = (await create({})).body;
    const expire = (body?: object) => api(`POST /api_keys/${id}/expire`, body);

    expect((await expire({ expires_at: "2026-02-01T00:00:00.000Z" })).body.expires_at).toBe("2026-02-01T00:00:00.000Z");
    expect((await expire({ expires_at: "2026-02-01T02:00:00+02:00" })).body.expires_at).toBe(
      "2026-02-01T00:00:00.000Z",
    );
    expect((await expire({ expires_at: null })).body.expires_at).toBeNull();
    expect((await expire()).body.expires_at).toBe("2026-01-01T00:00:00.000Z");
    expect(await expire()).toMatchObject({ status: 409, body: { code: "api_key_already_expired" } });
  });

  it("of a user need an active membership", async () => {
    const { api, organization, user, join } = await keyed();
    const create = () =>
      api(`POST /user_management/users/${user.id}/api_keys`, { name: "CLI", organization_id: organization.id });

    expect(await create()).toMatchObject({ status: 400, body: { errors: [{ field: "organization_id" }] } });
    await join();
    const made = await create();

    expect(made.body.owner).toEqual({ type: "user", id: user.id, organization_id: organization.id });
    const path = `GET /user_management/users/${user.id}/api_keys`;
    expect((await api(path)).body.data).toHaveLength(1);
    expect((await api(`${path}?organization_id=org_other`)).body.data).toEqual([]);
  });

  it("refuse permissions that do not exist, and an end in the past", async () => {
    const { api, create, organization, user, join } = await keyed();
    await join();

    expect((await create({ permissions: ["none"] })).status).toBe(422);
    expect((await create({ expires_at: "2025-01-01T00:00:00.000Z" })).status).toBe(422);
    const own = { name: "CLI", organization_id: organization.id, permissions: ["none"] };
    expect((await api(`POST /user_management/users/${user.id}/api_keys`, own)).status).toBe(400);
  });

  it("answer 404 for what is not there", async () => {
    const { api } = await keyed();

    for (const [request, body] of [
      ["DELETE /api_keys/api_key_none"],
      ["POST /api_keys/api_key_none/expire"],
      ["GET /organizations/org_none/api_keys"],
      ["POST /organizations/org_none/api_keys", { name: "CI" }],
      ["GET /user_management/users/user_none/api_keys"],
      ["POST /user_management/users/user_none/api_keys", { name: "CI", organization_id: "org_none" }],
    ] as const)
      expect((await api(request, body)).status).toBe(404);
  });

  it.each([
    ["POST /api_keys/validations", {}],
    ["POST /api_keys/validations", { value: 7 }],
    ["POST /api_keys/{id}/expire", { expires_at: "tomorrow" }],
    ["POST /organizations/{organization}/api_keys", {}],
    ["POST /user_management/users/{user}/api_keys", { name: "CLI" }],
  ])("refuse %s with %j", async (request, body) => {
    const { api, create, organization, user } = await keyed();
    const { id } = (await create({})).body;
    const path = request.replace("{id}", id).replace("{organization}", organization.id).replace("{user}", user.id);

    expect((await api(path, body)).status).toBe(422);
  });

  it("refuse a user's key that ends in the past", async () => {
    const { api, organization, user, join } = await keyed();
    await join();
    const body = { name: "CLI", organization_id: organization.id, expires_at: "2026-01-01T00:00:00.000Z" };

    expect((await api(`POST /user_management/users/${user.id}/api_keys`, body)).status).toBe(422);
  });

  it("carry their permissions, in pages", async () => {
    const { api, mock, organization, create, validate } = await keyed();
    mock.dashboard.permissions.create({ slug: "reports:read" });
    const { value } = (await create({ permissions: ["reports:read"] })).body;
    await create({ name: "Second" });

    expect((await validate(value)).permissions).toEqual(["reports:read"]);
    const path = `GET /organizations/${organization.id}/api_keys?limit=1`;
    const { body } = await api(path);
    expect(body.data[0].name).toBe("Second");
    expect((await api(`${path}&after=${body.list_metadata.after}`)).body.data[0].name).toBe("CI");
  });

  it("are for the customers' own API: this one knows them not", async () => {
    const { api, create } = await keyed();
    const { value } = (await create({})).body;

    expect((await api("GET /organizations", undefined, { authorization: `Bearer ${value}` })).status).toBe(401);
  });

  it("of a user are good while the membership is active, and go with it", async () => {
    const { api, mock, organization, user, join, validate } = await keyed();
    const { id } = (await join()).body;
    const membership = `/user_management/organization_memberships/${id}`;
    const { value } = mock.dashboard.apiKeys.create({ organization, user, name: "CLI", value: "sk_known" });

    expect(value).toBe("sk_known");
    expect(await validate(value)).not.toBeNull();
    await api(`PUT ${membership}/deactivate`);
    expect(await validate(value)).toBeNull();
    await api(`PUT ${membership}/reactivate`);
    expect(await validate(value)).not.toBeNull();
    await api(`DELETE ${membership}`);
    expect(await validate(value)).toBeNull();
    expect((await api("GET /events?events=api_key.revoked")).body.data).toHaveLength(1);
  });

  it("go with their organization, users' keys too", async () => {
    const { api, mock, organization, user, create } = await keyed();
    await create({});
    mock.dashboard.apiKeys.create({ organization: "Acme", user: "ada@acme.test", name: "CLI", id: "api_key_own" });

    await api(`DELETE /organizations/${organization.id}`);

    expect((await api("GET /events?events=api_key.revoked")).body.data).toHaveLength(2);
    expect((await api(`GET /user_management/users/${user.id}/api_keys`)).body.data).toEqual([]);
  });

  it("of an agent tell whose they are", async () => {
    const { api, mock, organization } = await keyed();
    const { id } = mock.dashboard.agentRegistrations.create({ organization: organization.id });
    const { credential } = await mock.dashboard.agentRegistrations.issueCredential({ id });

    const { body } = await api("POST /api_keys/validations", { value: credential });

    expect(body).toMatchObject({ api_key: { owner: { id: organization.id } }, agent_registration_id: id });
  });

  it("tell of making, changing and revoking", async () => {
    const { api, create } = await keyed();
    const { id } = (await create({})).body;
    const expire = (body: object) => api(`POST /api_keys/${id}/expire`, body);
    await expire({ expires_at: "2026-02-01T00:00:00.000Z" });
    await expire({ expires_at: "2026-02-01T00:00:00.000Z" });
    await expire({ expires_at: null });
    await expire({ expires_at: "2025-01-01T00:00:00.000Z" });

    const { body } = await api("GET /events?events=api_key.created,api_key.updated,api_key.revoked");

    expect(body.data.map((event: { event: string }) => event.event)).toEqual([
      "api_key.created",
      "api_key.updated",
      "api_key.updated",
      "api_key.revoked",
    ]);
    expect(body.data[2].data.previous_attributes).toEqual({ expires_at: "2026-02-01T00:00:00.000Z" });
    expect(JSON.stringify(body)).not.toContain('"value"');
  });
});
