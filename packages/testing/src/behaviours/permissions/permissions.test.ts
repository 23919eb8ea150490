import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

const base = "/authorization/permissions";

describe("permissions", () => {
  it("makes, shows, pages, changes and deletes", async () => {
    const { api } = checkedMock();
    const created = await api(`POST ${base}`, { slug: "reports:read", name: "Read reports" });
    await api(`POST ${base}`, { slug: "reports:*", name: "All", resource_type_slug: "workspace" });

    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ system: false, description: null, resource_type_slug: "organization" });
    expect((await api(`GET ${base}/reports:read`)).body).toEqual(created.body);
    const first = await api(`GET ${base}?limit=1`);
    expect(first.body.data[0].slug).toBe("reports:*");
    const second = await api(`GET ${base}?limit=1&after=${first.body.list_metadata.after}`);
    expect(second.body.data).toEqual([created.body]);
    expect((await api(`PATCH ${base}/reports:read`, { name: "Reads" })).body.name).toBe("Reads");
    expect((await api(`DELETE ${base}/reports:read`)).status).toBe(204);
    expect((await api(`GET ${base}/reports:read`)).status).toBe(404);
    const { body } = await api("GET /events");
    expect(body.data.map((event: { event: string }) => event.event)).toEqual([
      "permission.created",
      "permission.created",
      "permission.updated",
      "permission.deleted",
    ]);
  });

  it("leaves the roles that held it", async () => {
    const { mock, api } = checkedMock();
    const organization = mock.dashboard.organizations.create({ name: "Acme" });
    mock.dashboard.roles.create({ slug: "viewer", permissions: ["a", "b"] });
    const own = mock.dashboard.organizationRoles.create({ organization, name: "Own", permissions: ["a"] });

    await api(`DELETE ${base}/a`);

    expect((await api("GET /authorization/roles/viewer")).body.permissions).toEqual(["b"]);
    const shown = await api(`GET /authorization/organizations/${organization.id}/roles/${own.slug}`);
    expect(shown.body.permissions).toEqual([]);
    const { body } = await api("GET /events?limit=100");
    expect(body.data.slice(-3).map((event: { event: string }) => event.event)).toEqual([
      "role.updated",
      "organization_role.updated",
      "permission.deleted",
    ]);
  });

  it.each([
    ["a slug that is taken", "POST", "", { slug: "a", name: "A" }, 409, { code: "permission_slug_conflict" }],
    ["a slug with other characters", "POST", "", { slug: "A b", name: "A" }, 400, { code: "bad_request" }],
    ["a blank name", "POST", "", { slug: "b", name: "" }, 400, { code: "bad_request" }],
    ["a missing slug", "POST", "", { name: "A" }, 422, {}],
    ["an undeclared type", "POST", "", { slug: "b", name: "B", resource_type_slug: "project" }, 404, {}],
    ["a change of the system", "PATCH", "/system", { name: "S" }, 403, {}],
    ["a change of nothing known", "PATCH", "/no", { name: "S" }, 404, {}],
    ["a name that is no text", "PATCH", "/a", { name: 1 }, 422, {}],
    ["deleting the system", "DELETE", "/system", undefined, 403, {}],
    ["deleting nothing known", "DELETE", "/no", undefined, 404, {}],
    ["a look at nothing known", "GET", "/no", undefined, 404, {}],
  ])("refuses %s", async (_, method, path, body, status, expected) => {
    const { mock, api } = checkedMock();
    mock.dashboard.authorizationResources.defineType({ slug: "workspace" });
    mock.dashboard.permissions.create({ slug: "a", id: "perm_own" });
    mock.dashboard.permissions.create({ slug: "system", system: true });

    const refused = await api(`${method} ${base}${path}`, body);

    expect(refused.status).toBe(status);
    expect(refused.body).toMatchObject({ message: expect.any(String), ...expected });
    expect((await api(`GET ${base}`)).body.data).toHaveLength(2);
    expect((await api(`GET ${base}/a`)).body.id).toBe("perm_own");
  });
});
