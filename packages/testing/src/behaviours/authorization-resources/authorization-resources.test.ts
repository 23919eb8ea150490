import { describe, expect, it } from "vitest";
import { sampleOrganization } from "../access-checks/sample-organization.ts";

const base = "/authorization/resources";

function sample() {
  const world = sampleOrganization();
  const { api, organization } = world;
  const create = (more: object = {}) =>
    api(`POST ${base}`, {
      organization_id: organization.id,
      resource_type_slug: "workspace",
      external_id: "ws-2",
      name: "Second",
      ...more,
    });
  const ids = async (query: string) =>
    (await api(`GET ${base}?${query}`)).body.data.map((one: { external_id: string }) => one.external_id);
  const byExternalId = `/authorization/organizations/${organization.id}/resources`;
  return { ...world, create, ids, byExternalId };
}

describe("authorization resources", () => {
  it("makes one below the organization's own, found by id and by external id", async () => {
    const { api, organization, create, byExternalId } = sample();

    const created = await create();

    expect(created.status).toBe(201);
    const root = (await api(`GET ${base}/${created.body.parent_resource_id}`)).body;
    expect(root).toMatchObject({
      resource_type_slug: "organization",
      external_id: organization.id,
      name: "Acme",
      parent_resource_id: null,
      created_at: organization.created_at,
    });
    expect((await api(`GET ${base}/${created.body.id}`)).body).toEqual(created.body);
    expect((await api(`GET ${byExternalId}/workspace/ws-2`)).body).toEqual(created.body);
    expect((await api(`GET ${byExternalId}/organization/${organization.id}`)).body).toEqual(root);
  });

  it("has an organization's resource before anything asked for one, by the name of today", async () => {
    const { api, other } = sample();
    await api(`PUT /organizations/${other.id}`, { name: "Renamed" });

    const shown = await api(`GET ${base}/authz_resource_${other.id.slice(4)}`);

    expect(shown.body).toMatchObject({ organization_id: other.id, name: "Renamed" });
  });

  it("puts one below another, by id or by external id", async () => {
    const { create, workspace, project } = sample();

    const below = await create({ parent_resource_id: workspace.id });
    const deeper = await create({
      external_id: "x",
      parent_resource_external_id: "p-1",
      parent_resource_type_slug: "project",
    });

    expect(below.body.parent_resource_id).toBe(workspace.id);
    expect(deeper.body.parent_resource_id).toBe(project.id);
    expect((await create({ external_id: "y", parent_resource_id: null })).body.parent_resource_id).not.toBeNull();
  });

  it("lists by organization, type, external id and parent, in pages", async () => {
    const { api, organization, other, workspace, create, ids } = sample();
    await create();
    await create({ organization_id: other.id, external_id: "ws-9" });

    expect(await ids("resource_type_slug=workspace")).toEqual(["ws-9", "ws-2", "ws-1"]);
    expect(await ids(`organization_id=${organization.id}&resource_type_slug=workspace&order=asc`)).toEqual([
      "ws-1",
      "ws-2",
    ]);
    expect(await ids(`organization_id=${organization.id}`)).toEqual(["ws-2", "p-1", "ws-1", organization.id]);
    expect(await ids("resource_type_slug=organization")).toEqual([other.id, organization.id]);
    expect(await ids("resource_type_slug=workspace&resource_external_id=ws-2")).toEqual(["ws-2"]);
    expect(await ids(`organization_id=${organization.id}&parent_resource_id=${workspace.id}`)).toEqual(["p-1"]);
    const parent = "parent_resource_type_slug=workspace&parent_external_id=ws-1";
    expect(await ids(`organization_id=${organization.id}&${parent}`)).toEqual(["p-1"]);
    expect(await ids(`resource_type_slug=project&${parent}`)).toEqual(["p-1"]);
    expect(await ids("organization_id=org_no")).toEqual([]);
    const { body } = await api(`GET ${base}?resource_type_slug=workspace&limit=2`);
    expect(await ids(`resource_type_slug=workspace&after=${body.list_metadata.after}`)).toEqual(["ws-1"]);
  });

  it("changes name, description and parent", async () => {
    const { api, workspace, project, create, byExternalId } = sample();
    const { body } = await create();

    const moved = await api(`PATCH ${base}/${project.id}`, { parent_resource_id: body.id });
    const named = await api(`PATCH ${byExternalId}/workspace/ws-1`, { name: "First", description: "One" });

    expect(moved.body.parent_resource_id).toBe(body.id);
    expect(named.body).toMatchObject({ id: workspace.id, name: "First", description: "One" });
  });

  it("deletes with everything below only when told to", async () => {
    const { api, workspace, project, ada, assign, byExternalId } = sample();
    await assign(ada, "project-editor", project.id);

    for (const path of [`${base}/${workspace.id}`, `${base}/${project.id}`, `${byExternalId}/workspace/ws-1`])
      expect((await api(`DELETE ${path}`)).body).toMatchObject({ code: "resource_has_dependents" });
    expect((await api(`DELETE ${base}/${workspace.id}?cascade_delete=true`)).status).toBe(204);

    for (const { id } of [workspace, project]) expect((await api(`GET ${base}/${id}`)).status).toBe(404);
    const assignments = await api(`GET /authorization/organization_memberships/${ada}/role_assignments`);
    expect(assignments.body.data).toEqual([]);
  });

  it("deletes by external id, with what is below when told to", async () => {
    const { api, project, byExternalId } = sample();

    expect((await api(`DELETE ${byExternalId}/project/p-1`)).status).toBe(204);
    expect((await api(`GET ${base}/${project.id}`)).status).toBe(404);
    expect((await api(`DELETE ${byExternalId}/workspace/ws-1?cascade_delete=true`)).status).toBe(204);
  });

  const bad = { code: "bad_request" };
  const conflict = { code: "authorization_resource_external_id_conflict" };
  it.each([
    ["an external id that is taken", { external_id: "ws-1" }, 409, conflict],
    ["the organization's own type", { resource_type_slug: "organization" }, 400, bad],
    ["an unknown organization", { organization_id: "org_no" }, 404, {}],
    ["an unknown parent", { parent_resource_id: "authz_resource_no" }, 404, {}],
    [
      "two parents",
      { parent_resource_id: "a", parent_resource_external_id: "b", parent_resource_type_slug: "c" },
      422,
      {},
    ],
    ["half a parent", { parent_resource_external_id: "b" }, 422, {}],
    ["an external id beyond ASCII", { external_id: "ä" }, 422, {}],
  ])("refuses %s", async (_, more, status, expected) => {
    const { create } = sample();

    const refused = await create(more);

    expect(refused.status).toBe(status);
    expect(refused.body).toMatchObject({ message: expect.any(String), ...expected });
  });

  it("refuses parents of another organization, circles, and changes of the organization's own", async () => {
    const { api, other, organization, workspace, project, create, byExternalId } = sample();
    const elsewhere = await create({ organization_id: other.id });
    const own = `${byExternalId}/organization/${organization.id}`;
    const change = (id: string, parent_resource_id: string) => api(`PATCH ${base}/${id}`, { parent_resource_id });

    expect((await change(workspace.id, elsewhere.body.id)).status).toBe(404);
    expect((await change(workspace.id, project.id)).status).toBe(422);
    expect((await change(workspace.id, workspace.id)).status).toBe(422);
    expect((await api(`PATCH ${byExternalId}/workspace/ws-1`, { name: 1 })).status).toBe(422);
    expect((await api(`PATCH ${own}`, { name: "X" })).status).toBe(403);
    expect((await api(`DELETE ${own}?cascade_delete=true`)).status).toBe(403);
    expect((await api(`DELETE ${base}/authz_resource_${organization.id.slice(4)}`)).status).toBe(403);
    expect((await api(`PATCH ${base}/authz_resource_${organization.id.slice(4)}`, {})).status).toBe(403);
  });

  it.each(["GET", "PATCH", "DELETE"])("refuses %s of what is not there", async (method) => {
    const { api, byExternalId } = sample();
    const body = method === "PATCH" ? {} : undefined;

    expect((await api(`${method} ${base}/authz_resource_no`, body)).status).toBe(404);
    expect((await api(`${method} ${byExternalId}/workspace/no`, body)).status).toBe(404);
    expect((await api(`${method} /authorization/organizations/org_no/resources/a/b`, body)).status).toBe(404);
  });

  it("refuses lists that name neither organization nor type, or parents in two ways", async () => {
    const { api } = sample();

    const missing = await api(`GET ${base}`);
    expect([missing.status, missing.body.code]).toEqual([400, "missing_organization_id_or_resource_type_slug"]);
    const both = "parent_resource_id=a&parent_resource_type_slug=b&parent_external_id=c";
    expect((await api(`GET ${base}?resource_type_slug=project&${both}`)).status).toBe(422);
    expect((await api(`GET ${base}?resource_type_slug=project&parent_external_id=c`)).status).toBe(422);
    expect((await api(`GET ${base}?resource_type_slug=project&limit=0`)).status).toBe(422);
  });

  it("keeps to the types the dashboard declares", async () => {
    const { mock, workspace, create } = sample();
    mock.dashboard.authorizationResources.defineType({ slug: "workspace", parents: ["organization"] });

    expect((await create({ resource_type_slug: "folder" })).status).toBe(404);
    expect((await create({ parent_resource_id: workspace.id })).body.code).toBe("bad_request");
    expect((await create()).status).toBe(201);
  });

  it.each([
    [{ is_updating: true }, "resource_type_update_in_progress"],
    [{ is_locked: true }, "lock_timeout"],
  ])("refuses changes of a type that is %j", async (state, code) => {
    const { mock, api, workspace, create, byExternalId } = sample();
    mock.dashboard.authorizationResources.defineType({ slug: "workspace", ...state });

    expect((await create({ external_id: "z" })).body).toMatchObject({ code });
    for (const path of [`${base}/${workspace.id}`, `${byExternalId}/workspace/ws-1`]) {
      expect((await api(`PATCH ${path}`, { name: "X" })).body).toMatchObject({ code });
      expect((await api(`DELETE ${path}`)).body).toMatchObject({ code });
    }
  });
});
