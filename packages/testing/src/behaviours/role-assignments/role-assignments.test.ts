import { describe, expect, it } from "vitest";
import { sampleOrganization } from "../access-checks/sample-organization.ts";

describe("role assignments", () => {
  it("gives a role on a resource, named by id or by external id, once", async () => {
    const { api, ada, workspace, of, assign } = sampleOrganization();

    const created = await assign(ada, "workspace-admin", workspace.id);
    const again = await api(`POST ${of(ada)}/role_assignments`, {
      role_slug: "workspace-admin",
      resource_external_id: "ws-1",
      resource_type_slug: "workspace",
    });

    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      organization_membership_id: ada,
      role: { slug: "workspace-admin" },
      resource: { id: workspace.id, external_id: "ws-1", resource_type_slug: "workspace" },
      source: { type: "direct", group_role_assignment_id: null },
    });
    expect(again.body).toEqual(created.body);
  });

  it("lists them by membership and by resource, with filters and pages", async () => {
    const { api, organization, ada, bob, workspace, project, of, assign } = sampleOrganization();
    await assign(ada, "workspace-admin", workspace.id);
    await assign(ada, "project-editor", project.id);
    await assign(bob, "project-editor", project.id);
    const list = async (path: string) =>
      (await api(`GET ${path}`)).body.data.map((row: { role: { slug: string } }) => row.role.slug);
    const mine = `${of(ada)}/role_assignments`;

    expect(await list(mine)).toEqual(["project-editor", "workspace-admin"]);
    expect(await list(`${mine}?resource_id=${project.id}`)).toEqual(["project-editor"]);
    expect(await list(`${mine}?resource_external_id=ws-1&resource_type_slug=workspace`)).toEqual(["workspace-admin"]);
    expect(await list(`${mine}?resource_type_slug=folder`)).toEqual([]);
    for (const there of [
      `/authorization/resources/${project.id}/role_assignments`,
      `/authorization/organizations/${organization.id}/resources/project/p-1/role_assignments`,
    ]) {
      expect(await list(there)).toHaveLength(2);
      expect(await list(`${there}?role_slug=other`)).toEqual([]);
      const { body } = await api(`GET ${there}?limit=1&role_slug=project-editor`);
      expect(body.data[0].organization_membership_id).toBe(bob);
      const next = await api(`GET ${there}?after=${body.list_metadata.after}`);
      expect(next.body.data[0].organization_membership_id).toBe(ada);
    }
  });

  it("takes them away by role and resource, or by id", async () => {
    const { api, ada, workspace, project, of, assign, check } = sampleOrganization();
    const { body } = await assign(ada, "workspace-admin", workspace.id);
    await assign(ada, "project-editor", project.id);

    expect((await api(`DELETE ${of(ada)}/role_assignments/${body.id}`)).status).toBe(204);
    expect(await check(ada, "project:edit", project.id)).toBe(true);
    const given = { role_slug: "project-editor", resource_external_id: "p-1", resource_type_slug: "project" };
    expect((await api(`DELETE ${of(ada)}/role_assignments`, given)).status).toBe(204);
    expect(await check(ada, "project:edit", project.id)).toBe(false);
  });

  it.each([
    ["an unknown role", { role_slug: "no", resource_id: "authz_resource_workspace" }, 404],
    ["an unknown resource", { role_slug: "workspace-admin", resource_id: "authz_resource_no" }, 404],
    ["a role for another type", { role_slug: "project-editor", resource_id: "authz_resource_workspace" }, 422],
    ["a missing role", { resource_id: "authz_resource_workspace" }, 422],
    ["a missing resource", { role_slug: "workspace-admin" }, 422],
    ["half a resource", { role_slug: "workspace-admin", resource_external_id: "ws-1" }, 422],
  ])("refuses %s", async (_, body, status) => {
    const { api, ada, of } = sampleOrganization();

    expect((await api(`POST ${of(ada)}/role_assignments`, body)).status).toBe(status);
    expect((await api(`GET ${of(ada)}/role_assignments`)).body.data).toEqual([]);
  });

  it("refuses what is not there, and resources of other organizations", async () => {
    const { api, ada, bob, stranger, workspace, of, assign } = sampleOrganization();
    const { body } = await assign(ada, "workspace-admin", workspace.id);
    const given = { role_slug: "workspace-admin", resource_id: workspace.id };
    const status = async (request: string, sent?: unknown) => (await api(request, sent)).status;

    expect((await assign(stranger, "workspace-admin", workspace.id)).status).toBe(404);
    expect((await assign("om_no", "workspace-admin", workspace.id)).status).toBe(404);
    expect(await status(`GET ${of("om_no")}/role_assignments`)).toBe(404);
    expect(await status(`DELETE ${of(bob)}/role_assignments`, given)).toBe(404);
    expect(await status(`DELETE ${of("om_no")}/role_assignments`, given)).toBe(404);
    expect(await status(`DELETE ${of(bob)}/role_assignments`, {})).toBe(422);
    expect(await status(`DELETE ${of(bob)}/role_assignments/${body.id}`)).toBe(404);
    expect(await status(`DELETE ${of(bob)}/role_assignments/role_assignment_no`)).toBe(404);
    expect(await status("GET /authorization/resources/no/role_assignments")).toBe(404);
    expect(await status("GET /authorization/organizations/org_no/resources/a/b/role_assignments")).toBe(404);
  });

  it("does not take away one by one what follows from a group", async () => {
    const { mock, api, organization, ada, workspace, of } = sampleOrganization();
    const group = mock.dashboard.groups.create({ organization, name: "Admins", members: [ada] });
    const given = { role_slug: "workspace-admin", resource_id: workspace.id };
    mock.dashboard.groupRoleAssignments.create({ group, ...given });
    const { body } = await api(`GET ${of(ada)}/role_assignments`);

    expect((await api(`DELETE ${of(ada)}/role_assignments/${body.data[0].id}`)).status).toBe(403);
    expect((await api(`DELETE ${of(ada)}/role_assignments`, given)).status).toBe(403);
  });

  it("is seeded with an id of one's own, on the organization when no resource is named", () => {
    const { mock, organization, ada } = sampleOrganization();

    const made = mock.dashboard.roleAssignments.create({
      id: "role_assignment_own",
      organization,
      user: ada,
      role_slug: "owner",
    });

    expect(made).toMatchObject({ id: "role_assignment_own", resource: { external_id: organization.id } });
  });
});
