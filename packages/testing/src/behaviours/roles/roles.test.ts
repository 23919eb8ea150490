import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

const base = "/authorization/roles";

function environment() {
  const { mock, api } = checkedMock();
  mock.dashboard.permissions.create({ slug: "reports:read" });
  mock.dashboard.permissions.create({ slug: "reports:write" });
  const create = (more: object = {}) => api(`POST ${base}`, { slug: "viewer", name: "Viewer", ...more });
  const names = async () => {
    const { body } = await api("GET /events?limit=100");
    return body.data.map((event: { event: string }) => event.event).filter((name: string) => /role/.test(name));
  };
  return { mock, api, create, names };
}

describe("roles", () => {
  it("makes one that is found by its slug and listed behind the built-in ones", async () => {
    const { api, create } = environment();

    const created = await create({ description: "Reads", resource_type_slug: "workspace" });

    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      slug: "viewer",
      description: "Reads",
      type: "EnvironmentRole",
      resource_type_slug: "workspace",
      permissions: [],
    });
    expect((await api(`GET ${base}/viewer`)).body).toEqual(created.body);
    const { body } = await api(`GET ${base}`);
    expect(body.data.map((role: { slug: string }) => role.slug)).toEqual(["admin", "member", "viewer"]);
    expect(body).not.toHaveProperty("list_metadata");
  });

  it("changes name and description, and says nothing when nothing changed", async () => {
    const { mock, api, create, names } = environment();
    await create();
    await mock.clock.advance({ minutes: 1 });

    const updated = await api(`PATCH ${base}/viewer`, { name: "Reader", description: null });
    await api(`PATCH ${base}/viewer`, { name: "Reader" });

    expect(updated.body).toMatchObject({ name: "Reader", updated_at: "2026-01-01T00:01:00.000Z" });
    expect(await names()).toEqual(["role.created", "role.updated"]);
  });

  it("holds permissions: set as a whole, added one by one without repetition", async () => {
    const { api, create, names } = environment();
    await create();
    const permissions = (slugs: string[]) => api(`PUT ${base}/viewer/permissions`, { permissions: slugs });
    const add = (slug: string) => api(`POST ${base}/viewer/permissions`, { slug });

    expect((await permissions(["reports:write", "reports:write"])).body.permissions).toEqual(["reports:write"]);
    expect((await add("reports:read")).body.permissions).toEqual(["reports:write", "reports:read"]);
    expect((await add("reports:read")).body.permissions).toHaveLength(2);
    expect((await permissions([])).body.permissions).toEqual([]);
    expect(await names()).toEqual(["role.created", "role.updated", "role.updated", "role.updated"]);
  });

  it("has built-in roles that can be changed but keep their slugs and ids", async () => {
    const { api, create } = environment();
    const before = (await api(`GET ${base}/member`)).body;

    const changed = await api(`POST ${base}/member/permissions`, { slug: "reports:read" });

    expect(changed.body).toMatchObject({ id: before.id, permissions: ["reports:read"] });
    expect((await api(`GET ${base}`)).body.data[1]).toEqual(changed.body);
    expect((await create({ slug: "admin" })).body.code).toBe("role_slug_conflict");
  });

  it.each([
    ["a slug that is taken", "POST", "", { slug: "viewer", name: "V" }, 409, { code: "role_slug_conflict" }],
    ["a slug with other characters", "POST", "", { slug: "A b", name: "V" }, 400, { code: "bad_request" }],
    ["a missing name", "POST", "", { slug: "b" }, 422, {}],
    ["a slug that is too long", "POST", "", { slug: "b".repeat(49), name: "B" }, 422, {}],
    ["a blank name", "PATCH", "/viewer", { name: " " }, 400, { code: "bad_request" }],
    ["a name that is no text", "PATCH", "/viewer", { name: 7 }, 422, {}],
    ["a change of nothing known", "PATCH", "/nobody", { name: "N" }, 404, {}],
    ["unknown permissions", "PUT", "/viewer/permissions", { permissions: ["no"] }, 422, {}],
    ["a blank permission", "PUT", "/viewer/permissions", { permissions: [""] }, 400, { code: "bad_request" }],
    ["permissions of nothing known", "PUT", "/nobody/permissions", { permissions: [] }, 404, {}],
    ["an unknown permission", "POST", "/viewer/permissions", { slug: "no" }, 404, {}],
    ["a permission for nothing known", "POST", "/nobody/permissions", { slug: "reports:read" }, 404, {}],
    ["an empty permission", "POST", "/viewer/permissions", { slug: "" }, 400, { code: "bad_request" }],
    ["no permission", "POST", "/viewer/permissions", {}, 422, {}],
    ["a look at nothing known", "GET", "/nobody", undefined, 404, {}],
  ])("refuses %s", async (_, method, path, body, status, expected) => {
    const { api, create, names } = environment();
    await create();

    const refused = await api(`${method} ${base}${path}`, body);

    expect(refused.status).toBe(status);
    expect(refused.body).toMatchObject({ message: expect.any(String), ...expected });
    expect(await names()).toEqual(["role.created"]);
  });

  it("knows the declared resource types alone, once there are any", async () => {
    const { mock, create } = environment();
    mock.dashboard.authorizationResources.defineType({ slug: "workspace" });

    expect((await create({ resource_type_slug: "workspace" })).status).toBe(201);
    expect((await create({ slug: "b", resource_type_slug: "project" })).status).toBe(404);
  });

  it("is seeded with permissions that are made on the way, built-in ones too", async () => {
    const data = {
      roles: [
        { slug: "editor", permissions: ["docs:edit"] },
        { slug: "admin", permissions: ["docs:edit", "docs:drop"] },
      ],
    };
    const { mock, api } = checkedMock({ data });

    expect((await api(`GET ${base}/admin`)).body.permissions).toEqual(["docs:edit", "docs:drop"]);
    expect((await api("GET /authorization/permissions")).body.data).toHaveLength(2);
    expect(mock.dashboard.roles.create({ slug: "own", id: "role_own" }).id).toBe("role_own");
  });

  it("is deleted in the dashboard alone; who had it falls back to the default", async () => {
    const { mock, api, create, names } = environment();
    await create();
    const organization = mock.dashboard.organizations.create({ name: "Acme" });
    const user = mock.dashboard.users.create({ email: "ada@acme.test" });
    const { id } = mock.dashboard.organizationMemberships.create({ user, organization, role_slug: "viewer" });

    mock.dashboard.roles.delete({ slug: "viewer" });

    expect((await api(`GET ${base}/viewer`)).status).toBe(404);
    expect((await api(`GET /user_management/organization_memberships/${id}`)).body.role.slug).toBe("member");
    expect(await names()).toEqual(["role.created", "role.deleted"]);
    expect(() => mock.dashboard.roles.delete({ slug: "member" })).toThrow("403");
  });
});
