import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";
import { sampleOrganization } from "./sample-organization.ts";

describe("access checks", () => {
  it("grants what a role on the resource or on anything above it holds", async () => {
    const { api, ada, bob, workspace, project, of, assign, check } = sampleOrganization();
    await assign(ada, "workspace-admin", workspace.id);
    await assign(bob, "project-editor", project.id);

    expect(await check(ada, "workspace:edit", workspace.id)).toBe(true);
    expect(await check(ada, "project:edit", project.id)).toBe(true);
    expect(await check(bob, "project:edit", project.id)).toBe(true);
    expect(await check(bob, "project:edit", workspace.id)).toBe(false);
    expect(await check(bob, "nothing:known", project.id)).toBe(false);
    const given = { permission_slug: "project:edit", resource_external_id: "p-1", resource_type_slug: "project" };
    expect((await api(`POST ${of(ada)}/check`, given)).body).toEqual({ authorized: true });
  });

  it("grants what the membership's own roles hold, everywhere in the organization", async () => {
    const { api, ada, project, check } = sampleOrganization();
    expect(await check(ada, "workspace:edit", project.id)).toBe(false);

    await api(`PUT /user_management/organization_memberships/${ada}`, { role_slug: "owner" });

    expect(await check(ada, "workspace:edit", project.id)).toBe(true);
  });

  it("grants nothing to members who are not active", async () => {
    const { api, ada, workspace, project, assign, check } = sampleOrganization();
    await assign(ada, "workspace-admin", workspace.id);

    await api(`PUT /user_management/organization_memberships/${ada}/deactivate`);

    expect(await check(ada, "project:edit", project.id)).toBe(false);
  });

  it("follows a resource that moves, and a role that changes", async () => {
    const { mock, api, organization, ada, workspace, project, assign, check } = sampleOrganization();
    await assign(ada, "workspace-admin", workspace.id);
    const second = mock.dashboard.authorizationResources.create({
      organization,
      resource_type_slug: "workspace",
      external_id: "ws-2",
    });

    await api("PUT /authorization/roles/workspace-admin/permissions", { permissions: ["project:edit"] });
    expect(await check(ada, "workspace:edit", workspace.id)).toBe(false);
    expect(await check(ada, "project:edit", project.id)).toBe(true);
    await api(`PATCH /authorization/resources/${project.id}`, { parent_resource_id: second.id });
    expect(await check(ada, "project:edit", project.id)).toBe(false);
  });

  it("lists effective permissions, inherited ones included, in pages", async () => {
    const { api, ada, workspace, project, of, assign } = sampleOrganization();
    await assign(ada, "workspace-admin", workspace.id);
    const slugs = async (path: string) =>
      (await api(`GET ${of(ada)}/resources/${path}`)).body.data.map((one: { slug: string }) => one.slug);

    const spelled = await api(`GET /authorization/resources/${project.id}/organization_memberships/${ada}/permissions`);
    expect(spelled.body.data).toHaveLength(2);
    expect(await slugs(`${project.id}/permissions`)).toEqual(["project:edit", "workspace:edit"]);
    expect(await slugs("project/p-1/permissions?limit=1")).toEqual(["project:edit"]);
    const { body } = await api(`GET ${of(ada)}/resources/${project.id}/permissions?limit=1`);
    expect(await slugs(`${project.id}/permissions?after=${body.list_metadata.after}`)).toEqual(["workspace:edit"]);
  });

  it("lists the children on which a membership holds a permission", async () => {
    const { mock, api, organization, ada, workspace, project, of, assign } = sampleOrganization();
    const second = mock.dashboard.authorizationResources.create({
      organization,
      resource_type_slug: "project",
      external_id: "p-2",
      parent_resource_id: workspace.id,
    });
    const list = async (query: string) => {
      const { body } = await api(`GET ${of(ada)}/resources?permission_slug=project:edit&${query}`);
      return body.data.map((one: { external_id: string }) => one.external_id);
    };

    await assign(ada, "project-editor", second.id);
    expect(await list(`parent_resource_id=${workspace.id}`)).toEqual(["p-2"]);
    await assign(ada, "workspace-admin", workspace.id);
    const parent = "parent_resource_type_slug=workspace&parent_resource_external_id=ws-1";
    expect(await list(parent)).toEqual(["p-2", "p-1"]);
    expect(await list(`${parent}&order=asc&limit=1`)).toEqual(["p-1"]);
    expect(await list(`parent_resource_id=${project.id}`)).toEqual([]);
  });

  it("lists the members who hold a permission: on the resource itself, or from above as well", async () => {
    const { api, organization, ada, bob, workspace, project, assign } = sampleOrganization();
    await assign(ada, "workspace-admin", workspace.id);
    await assign(bob, "project-editor", project.id);
    for (const path of [
      `/authorization/resources/${project.id}/organization_memberships`,
      `/authorization/organizations/${organization.id}/resources/project/p-1/organization_memberships`,
    ]) {
      const list = async (query: string) =>
        (await api(`GET ${path}?permission_slug=project:edit${query}`)).body.data.map((one: { id: string }) => one.id);

      expect(await list("")).toEqual([bob]);
      expect(await list("&assignment=direct")).toEqual([bob]);
      expect(await list("&assignment=indirect")).toEqual([bob, ada]);
      const { body } = await api(`GET ${path}?permission_slug=project:edit&assignment=indirect&limit=1`);
      expect(body.data[0]).toMatchObject({ user: { email: "bob@acme.test" }, organization_name: "Acme" });
      expect(body.data[0]).not.toHaveProperty("role");
      expect(await list(`&assignment=indirect&after=${body.list_metadata.after}`)).toEqual([ada]);
    }
  });

  it("answers from a seed that names everything in words", async () => {
    const data = {
      organizations: [{ name: "Acme" }],
      users: [{ email: "ada@acme.test" }, { email: "bob@acme.test" }],
      organizationMemberships: [
        { user: "ada@acme.test", organization: "Acme", id: "om_ada" },
        { user: "bob@acme.test", organization: "Acme", id: "om_bob" },
      ],
      roles: [{ slug: "editor", resource_type_slug: "project", permissions: ["project:edit"] }],
      authorizationResources: [
        { organization: "Acme", resource_type_slug: "project", external_id: "p-1", id: "authz_resource_p" },
      ],
      groups: [{ organization: "Acme", name: "Editors", members: ["ada@acme.test"] }],
      groupRoleAssignments: [{ group: "Editors", role_slug: "editor", resource_id: "authz_resource_p" }],
      roleAssignments: [
        { organization: "Acme", user: "bob@acme.test", role_slug: "editor", resource_id: "authz_resource_p" },
      ],
    };
    const { api } = checkedMock({ data });
    const given = { permission_slug: "project:edit", resource_id: "authz_resource_p" };

    for (const id of ["om_ada", "om_bob"]) {
      const { body } = await api(`POST /authorization/organization_memberships/${id}/check`, given);
      expect(body).toEqual({ authorized: true });
    }
  });

  it("refuses checks of what is not there, or not told", async () => {
    const { api, ada, stranger, workspace, of } = sampleOrganization();
    const status = async (membership: string, body: object) => (await api(`POST ${of(membership)}/check`, body)).status;
    const given = { permission_slug: "project:edit", resource_id: workspace.id };

    expect(await status("om_no", given)).toBe(404);
    expect(await status(ada, { ...given, resource_id: "no" })).toBe(404);
    expect(await status(stranger, given)).toBe(404);
    expect(await status(ada, { resource_id: workspace.id })).toBe(422);
    expect(await status(ada, { permission_slug: "project:edit" })).toBe(422);
  });

  it("refuses lists of what is not there, or not told", async () => {
    const { api, organization, ada, stranger, workspace, of } = sampleOrganization();
    const refusal = async (path: string) => {
      const { status, body } = await api(`GET ${path}`);
      return body.code === "bad_request" ? "400 bad_request" : status;
    };
    const wanted = "permission_slug=project:edit";
    const there = `/authorization/resources/${workspace.id}/organization_memberships`;
    const byExternalId = `/authorization/organizations/${organization.id}/resources/workspace`;

    expect(await refusal(`${of(ada)}/resources?${wanted}`)).toBe("400 bad_request");
    expect(await refusal(`${of(ada)}/resources?${wanted}&parent_resource_id=a&parent_resource_type_slug=b`)).toBe(
      "400 bad_request",
    );
    expect(await refusal(`${of(ada)}/resources?${wanted}&parent_resource_id=a`)).toBe(404);
    expect(await refusal(`${of("om_no")}/resources?${wanted}&parent_resource_id=${workspace.id}`)).toBe(404);
    expect(await refusal(`${of(ada)}/resources?parent_resource_id=${workspace.id}`)).toBe(422);
    expect(await refusal(`${of(ada)}/resources/no/permissions`)).toBe(404);
    expect(await refusal(`${of(stranger)}/resources/${workspace.id}/permissions`)).toBe(404);
    expect(await refusal(`${of(ada)}/resources/${workspace.id}/permissions?limit=0`)).toBe(422);
    expect(await refusal(`${of(ada)}/resources/workspace/no/permissions`)).toBe(404);
    expect(await refusal(`${of(ada)}/resources/workspace/ws-1/permissions?limit=0`)).toBe(422);
    expect(await refusal(`${there}?permission_slug=no`)).toBe("400 bad_request");
    expect(await refusal(there)).toBe(422);
    expect(await refusal(`/authorization/resources/no/organization_memberships?${wanted}`)).toBe(404);
    expect(await refusal(`${byExternalId}/ws-1/organization_memberships?permission_slug=no`)).toBe("400 bad_request");
    expect(await refusal(`${byExternalId}/ws-1/organization_memberships`)).toBe(422);
    expect(await refusal(`${byExternalId}/no/organization_memberships?${wanted}`)).toBe(404);
  });
});
