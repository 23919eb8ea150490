import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

function acme() {
  const { mock, api } = checkedMock();
  const organization = mock.dashboard.organizations.create({ name: "Acme" });
  mock.dashboard.permissions.create({ slug: "reports:read" });
  mock.dashboard.roles.create({ slug: "editor" });
  const base = `/authorization/organizations/${organization.id}/roles`;
  const create = (more: object = {}) => api(`POST ${base}`, { slug: "org-viewer", name: "Viewer", ...more });
  const names = async () => {
    const { body } = await api("GET /events?limit=100");
    return body.data
      .map((event: { event: string }) => event.event)
      .filter((name: string) => name.startsWith("organization_role"));
  };
  return { mock, api, organization, base, create, names };
}

describe("organization roles", () => {
  it("makes one that the organization alone sees, behind the environment's", async () => {
    const { mock, api, base, create } = acme();
    const other = mock.dashboard.organizations.create({ name: "Other" });

    const created = await create();

    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      slug: "org-viewer",
      type: "OrganizationRole",
      resource_type_slug: "organization",
    });
    expect((await api(`GET ${base}/org-viewer`)).body).toEqual(created.body);
    const slugs = (body: { data: { slug: string }[] }) => body.data.map((role) => role.slug);
    expect(slugs((await api(`GET ${base}`)).body)).toEqual(["admin", "member", "editor", "org-viewer"]);
    const elsewhere = `/authorization/organizations/${other.id}/roles`;
    expect(slugs((await api(`GET ${elsewhere}`)).body)).toEqual(["admin", "member", "editor"]);
    expect((await api(`GET ${elsewhere}/org-viewer`)).status).toBe(404);
    expect((await api(`GET ${elsewhere}/editor`)).body.type).toBe("EnvironmentRole");
  });

  it("makes a slug from the name when none is given", async () => {
    const { create } = acme();

    const { body } = await create({ slug: undefined, name: "Senior Viewer" });

    expect(body.slug).toMatch(/^org-senior-viewer-[a-z0-9]{6}$/);
  });

  it("changes, takes and drops permissions, each with its event", async () => {
    const { api, base, create, names } = acme();
    await create();
    const one = `${base}/org-viewer`;

    expect((await api(`PATCH ${one}`, { name: "Reader" })).body.name).toBe("Reader");
    expect((await api(`PUT ${one}/permissions`, { permissions: ["reports:read"] })).body.permissions).toHaveLength(1);
    expect((await api(`DELETE ${one}/permissions/reports:read`)).body.permissions).toEqual([]);
    expect((await api(`POST ${one}/permissions`, { slug: "reports:read" })).body.permissions).toHaveLength(1);
    expect((await api(`DELETE ${one}`)).status).toBe(204);
    expect((await api(`GET ${one}`)).status).toBe(404);
    const updated = "organization_role.updated";
    expect(await names()).toEqual([
      "organization_role.created",
      ...[updated, updated, updated, updated],
      "organization_role.deleted",
    ]);
  });

  it("goes with its organization", async () => {
    const { api, organization, create, names } = acme();
    await create();

    await api(`DELETE /organizations/${organization.id}`);

    expect(await names()).toEqual(["organization_role.created", "organization_role.deleted"]);
  });

  const conflict = { code: "organization_role_slug_conflict" };
  const bad = { code: "bad_request" };
  it.each([
    ["a slug that is taken", "POST", "", { slug: "org-viewer", name: "V" }, 409, conflict],
    ["a slug without its beginning", "POST", "", { slug: "viewer", name: "V" }, 400, bad],
    ["a slug with other characters", "POST", "", { slug: "org-V!", name: "V" }, 400, bad],
    ["a missing name", "POST", "", {}, 422, {}],
    ["a change of an environment role", "PATCH", "/editor", { name: "E" }, 400, bad],
    ["a change of nothing known", "PATCH", "/nobody", { name: "E" }, 404, {}],
    ["a name that is no text", "PATCH", "/org-viewer", { name: 1 }, 422, {}],
    ["deleting an environment role", "DELETE", "/editor", undefined, 400, bad],
    ["deleting nothing known", "DELETE", "/nobody", undefined, 404, {}],
    ["permissions of an environment role", "PUT", "/editor/permissions", { permissions: [] }, 404, {}],
    ["unknown permissions", "PUT", "/org-viewer/permissions", { permissions: ["no"] }, 422, {}],
    ["a permission for an environment role", "POST", "/editor/permissions", { slug: "reports:read" }, 400, bad],
    ["an unknown permission", "POST", "/org-viewer/permissions", { slug: "no" }, 404, {}],
    ["no permission", "POST", "/org-viewer/permissions", {}, 422, {}],
    ["dropping one it has not", "DELETE", "/org-viewer/permissions/reports:read", undefined, 404, {}],
    ["a look at nothing known", "GET", "/nobody", undefined, 404, {}],
  ])("refuses %s", async (_, method, path, body, status, expected) => {
    const { api, base, create, names } = acme();
    await create();

    const refused = await api(`${method} ${base}${path}`, body);

    expect(refused.status).toBe(status);
    expect(refused.body).toMatchObject({ message: expect.any(String), ...expected });
    expect(await names()).toEqual(["organization_role.created"]);
  });

  it("refuses unknown organizations and undeclared types", async () => {
    const { mock, api, create } = acme();
    mock.dashboard.authorizationResources.defineType({ slug: "workspace" });
    const elsewhere = "/authorization/organizations/org_no/roles";

    expect((await api(`GET ${elsewhere}`)).status).toBe(404);
    expect((await api(`POST ${elsewhere}`, { name: "V" })).status).toBe(404);
    expect((await create({ resource_type_slug: "project" })).status).toBe(404);
  });

  it("is kept while memberships or groups have it", async () => {
    const { mock, api, organization, base, create } = acme();
    await create();
    const user = mock.dashboard.users.create({ email: "ada@acme.test" });
    const group = mock.dashboard.groups.create({ organization, name: "Finance" });
    const { id } = mock.dashboard.organizationMemberships.create({ user, organization, role_slug: "org-viewer" });
    const refusal = async () => (await api(`DELETE ${base}/org-viewer`)).body?.code;

    expect(await refusal()).toBe("role_has_assignments");
    await api(`PUT /user_management/organization_memberships/${id}`, { role_slug: "member" });
    mock.dashboard.groupRoleAssignments.create({ group, role_slug: "org-viewer" });
    expect(await refusal()).toBe("role_has_group_role_mappings");
    await api(`DELETE /organizations/${organization.id}/groups/${group.id}`);
    mock.dashboard.roleAssignments.create({ organization, user, role_slug: "org-viewer" });
    expect(await refusal()).toBe("role_has_assignments");
    await api(`DELETE /user_management/organization_memberships/${id}`);
    expect(await refusal()).toBeUndefined();
  });

  it("is seeded with an id of one's own", () => {
    const { mock, organization } = acme();

    const role = mock.dashboard.organizationRoles.create({
      organization: "Acme",
      id: "role_own",
      name: "Auditor",
      permissions: ["audit:read"],
    });

    expect(role).toMatchObject({ id: "role_own", permissions: ["audit:read"] });
    expect(organization.name).toBe("Acme");
  });
});
