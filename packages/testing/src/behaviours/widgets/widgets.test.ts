import { createLocalJWKSet, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";
import { jwks } from "../../crypto/sign-jwt.ts";

const scopes = ["widgets:users-table:manage"];

function embedded() {
  const { mock, api } = checkedMock();
  const user = mock.dashboard.users.create({ email: "ada@acme.test" });
  const organization = mock.dashboard.organizations.create({ name: "Acme" });
  const stranger = mock.dashboard.users.create({ email: "eve@other.test" });
  mock.dashboard.organizationMemberships.create({ user, organization });
  const both = { organization_id: organization.id, user_id: user.id };
  return { mock, api, user, organization, stranger, both };
}

describe("tokens of embedded parts", () => {
  it.each(["/widgets/token", "/client/token"])("verify for one hour: %s", async (path) => {
    const { api, both } = embedded();

    const { status, body } = await api(`POST ${path}`, { ...both, ...(path.startsWith("/widgets") && { scopes }) });

    expect(status).toBe(201);
    const { payload } = await jwtVerify(body.token, createLocalJWKSet(jwks()));
    expect(payload).toMatchObject({ sub: both.user_id, org_id: both.organization_id });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
  });

  it.each(["/widgets/token", "/client/token"])("are refused to strangers and for the unknown: %s", async (path) => {
    const { api, both, stranger } = embedded();
    const status = async (change: object) => (await api(`POST ${path}`, { ...both, ...change })).status;

    expect(await status({ user_id: stranger.id })).toBe(400);
    expect(await status({ user_id: "user_1" })).toBe(404);
    expect(await status({ organization_id: "org_1" })).toBe(404);
    expect(await status({ organization_id: 7 })).toBe(422);
  });

  it("need an organization for scopes, and the permission where the role has any of widgets", async () => {
    const { mock, api, both } = embedded();
    const create = (body: object) => api("POST /widgets/token", body);

    expect(await create({ user_id: both.user_id, scopes })).toMatchObject({
      status: 400,
      body: { message: [expect.any(String)], error: "Bad Request" },
    });
    expect((await create({})).status).toBe(201);
    for (const slug of [...scopes, "widgets:sso:manage"]) mock.dashboard.permissions.create({ slug, name: slug });
    await api("PUT /authorization/roles/member/permissions", { permissions: ["widgets:sso:manage"] });
    expect((await create({ ...both, scopes })).status).toBe(400);
    expect((await create({ ...both, scopes: ["widgets:sso:manage"] })).status).toBe(201);
    expect((await create({ ...both, scopes: ["widgets:unknown"] })).status).toBe(422);
  });
});
