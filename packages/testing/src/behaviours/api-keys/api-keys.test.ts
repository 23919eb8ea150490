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
    const short = (await create({ expires_at: "2026-01-01T00:10:00.000Z" })).body;
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

  it("tell of making, changing and revoking", async () => {
    const { api, create } = await keyed();
    const { id } = (await create({})).body;
    await api(`POST /api_keys/${id}/expire`, { expires_at: "2026-02-01T00:00:00.000Z" });
    await api(`DELETE /api_keys/${id}`);

    const { body } = await api("GET /events?events=api_key.created,api_key.updated,api_key.revoked");

    expect(body.data.map((event: { event: string }) => event.event)).toEqual([
      "api_key.created",
      "api_key.updated",
      "api_key.revoked",
    ]);
    expect(JSON.stringify(body)).not.toContain('"value"');
  });
});
