import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

const base = "/user_management/organization_memberships";

function member() {
  const { mock, api } = checkedMock();
  const organization = mock.dashboard.organizations.create({ name: "Acme" });
  const user = mock.dashboard.users.create({ email: "ada@acme.test" });
  const create = (more: object = {}) =>
    api(`POST ${base}`, { user_id: user.id, organization_id: organization.id, ...more });
  const list = async (query: string) =>
    (await api(`GET ${base}?${query}`)).body.data.map((row: { status: string }) => row.status);
  const names = async () => {
    const { body } = await api("GET /events?limit=100");
    return body.data.slice(2).map((event: { event: string }) => event.event);
  };
  return { mock, api, organization, user, create, list, names };
}

describe("organization memberships", () => {
  it("makes a user an active member with the default role", async () => {
    const { api, create, user, organization } = member();

    const created = await create();

    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      status: "active",
      role: { slug: "member" },
      roles: [{ slug: "member" }],
      organization_name: "Acme",
      directory_managed: false,
      user: { id: user.id },
    });
    expect((await api(`GET ${base}/${created.body.id}`)).body).toEqual(created.body);
    for (const query of [`user_id=${user.id}`, `organization_id=${organization.id}`])
      expect((await api(`GET ${base}?${query}`)).body.data).toEqual([created.body]);
  });

  it("lists active ones unless statuses are asked for", async () => {
    const { mock, user, list } = member();
    for (const status of ["pending", "inactive", "active"] as const)
      mock.dashboard.organizationMemberships.create({
        user,
        organization: mock.dashboard.organizations.create({ name: status }),
        status,
      });

    expect(await list(`user_id=${user.id}`)).toEqual(["active"]);
    expect(await list(`user_id=${user.id}&statuses=pending,inactive`)).toEqual(["inactive", "pending"]);
    expect(await list(`user_id=${user.id}&statuses[]=pending`)).toEqual(["pending"]);
  });

  it("replaces the roles, and says so once", async () => {
    const { api, create, names } = member();
    const { body } = await create();

    const updated = await api(`PUT ${base}/${body.id}`, { role_slugs: ["admin", "member"] });
    await api(`PUT ${base}/${body.id}`, {});

    expect(updated.body).toMatchObject({ role: { slug: "admin" }, roles: [{ slug: "admin" }, { slug: "member" }] });
    expect(await names()).toEqual(["organization_membership.created", "organization_membership.updated"]);
  });

  it("shows the role of highest priority first, whatever the order they were given in", async () => {
    const { api, create } = member();
    await api("POST /authorization/roles", { slug: "editor", name: "Editor" });

    const { body } = await create({ role_slugs: ["editor", "member", "admin"] });

    expect(body.role).toEqual({ slug: "admin" });
    const listed = (await api("GET /authorization/roles")).body.data.map(({ slug }: { slug: string }) => slug);
    expect(body.roles.map(({ slug }: { slug: string }) => slug)).toEqual(listed);
  });

  it("deactivates with the sessions of that organization, and reactivates with the roles", async () => {
    const { mock, api, create, user, organization, names } = member();
    const { body } = await create({ role_slug: "admin" });
    mock.dashboard.sessions.create({ user, organization });
    mock.dashboard.sessions.create({ user });

    expect((await api(`PUT ${base}/${body.id}/deactivate`)).body.status).toBe("inactive");
    expect((await api(`PUT ${base}/${body.id}/deactivate`)).status).toBe(200);
    const statuses = (await api(`GET /user_management/users/${user.id}/sessions`)).body.data;
    expect(statuses.map((session: { status: string }) => session.status)).toEqual(["active", "revoked"]);
    expect((await api(`PUT ${base}/${body.id}/reactivate`)).body).toMatchObject({
      status: "active",
      role: { slug: "admin" },
    });
    expect((await api(`PUT ${base}/${body.id}/reactivate`)).status).toBe(200);

    expect(await names()).toEqual([
      "organization_membership.created",
      "session.created",
      "session.created",
      "organization_membership.updated",
      "session.revoked",
      "organization_membership.updated",
    ]);
  });

  it("revives an inactive one when it is created again", async () => {
    const { api, create, names } = member();
    const { body } = await create();
    await api(`PUT ${base}/${body.id}/deactivate`);

    const revived = await create({ role_slug: "admin" });

    expect(revived).toMatchObject({ status: 201, body: { id: body.id, status: "active", role: { slug: "admin" } } });
    expect((await names()).at(-1)).toBe("organization_membership.updated");
  });

  it("leaves pending ones alone", async () => {
    const { mock, api, user, organization, create } = member();
    const { id } = mock.dashboard.organizationMemberships.create({ user, organization, status: "pending" });
    const cannot = (verb: string) => ({
      status: 400,
      body: { code: `cannot_${verb}_pending_organization_membership` },
    });

    expect(await create()).toMatchObject(cannot("reactivate"));
    expect(await api(`PUT ${base}/${id}/reactivate`)).toMatchObject(cannot("reactivate"));
    expect(await api(`PUT ${base}/${id}/deactivate`)).toMatchObject(cannot("deactivate"));
  });

  it.each([
    ["an unknown role", { role_slug: "nobody" }, "invalid_role"],
    ["one and several roles at once", { role_slug: "member", role_slugs: ["member"] }, "invalid_request_parameters"],
    ["roles that are no list", { role_slugs: "member" }, "invalid_request_parameters"],
  ])("refuses %s", async (_, roles, code) => {
    const { api, create } = member();

    expect(await create(roles)).toMatchObject({ status: 422, body: { code } });
    const { body } = await create();
    expect(await api(`PUT ${base}/${body.id}`, roles)).toMatchObject({ status: 422, body: { code } });
  });

  it("refuses roles of sub-resources", async () => {
    const { mock, create } = member();
    mock.dashboard.roles.create({ slug: "project-editor", resource_type_slug: "project" });

    expect(await create({ role_slug: "project-editor" })).toMatchObject({
      status: 422,
      body: { code: "sub_resource_scoped_role_not_allowed", role_slug: "project-editor" },
    });
  });

  it("refuses to make an active member again", async () => {
    const { create } = member();
    await create();

    expect((await create()).status).toBe(409);
  });

  it("lists the groups of a member", async () => {
    const { api, create, organization } = member();
    const { body } = await create();
    const groups = `/organizations/${organization.id}/groups`;
    const [first] = [
      (await api(`POST ${groups}`, { name: "Engineers" })).body,
      (await api(`POST ${groups}`, { name: "Others" })).body,
    ];
    await api(`POST ${groups}/${first.id}/organization-memberships`, { organization_membership_id: body.id });

    expect((await api(`GET ${base}/${body.id}/groups`)).body.data).toEqual([first]);
    expect((await api(`GET ${base}/om_1/groups`)).status).toBe(404);
  });

  it("refuses several roles where one is allowed", async () => {
    const { mock, api, create } = member();
    const { body } = await create();
    mock.dashboard.settings.update({ multiple_roles: false });

    const refused = await api(`PUT ${base}/${body.id}`, { role_slugs: ["admin", "member"] });

    expect(refused).toMatchObject({ status: 422, body: { code: "multiple_roles_not_enabled" } });
  });

  it("refuses lists of nobody, and what does not exist", async () => {
    const { api, user, organization } = member();

    expect(await api(`GET ${base}`)).toMatchObject({
      status: 400,
      body: { code: "missing_user_id_or_organization_id" },
    });
    expect((await api(`GET ${base}?user_id=user_1`)).status).toBe(404);
    expect((await api(`GET ${base}?user_id=${user.id}&statuses=odd`)).status).toBe(422);
    expect((await api(`GET ${base}/om_1`)).status).toBe(404);
    expect((await api(`PUT ${base}/om_1`, {})).status).toBe(404);
    expect((await api(`PUT ${base}/om_1/deactivate`)).status).toBe(404);
    expect((await api(`PUT ${base}/om_1/reactivate`)).status).toBe(404);
    expect((await api(`DELETE ${base}/om_1`)).status).toBe(404);
    expect((await api(`POST ${base}`, { user_id: "user_1", organization_id: organization.id })).status).toBe(404);
    expect((await api(`POST ${base}`, { user_id: user.id, organization_id: "org_1" })).status).toBe(404);
  });

  it("goes with its organization and the sessions there, and leaves the user", async () => {
    const { mock, api, create, organization, user, names } = member();
    const { body } = await create();

    mock.dashboard.sessions.create({ user, organization });
    await api(`DELETE /organizations/${organization.id}`);

    expect((await api(`GET ${base}/${body.id}`)).status).toBe(404);
    expect((await api(`GET /user_management/users/${user.id}`)).status).toBe(200);
    expect(await names()).toEqual([
      "organization_membership.created",
      "session.created",
      "organization_membership.deleted",
      "session.revoked",
      "organization.deleted",
    ]);
  });

  it("is removed without the user", async () => {
    const { api, create, user } = member();
    const { body } = await create();

    expect(await api(`DELETE ${base}/${body.id}`)).toMatchObject({ status: 200, body: undefined });

    expect((await api(`GET /user_management/users/${user.id}`)).status).toBe(200);
  });
});
