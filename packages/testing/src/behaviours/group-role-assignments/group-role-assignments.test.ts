import { describe, expect, it } from "vitest";
import { sampleOrganization } from "../access-checks/sample-organization.ts";

function sample() {
  const world = sampleOrganization();
  const group = world.mock.dashboard.groups.create({
    organization: world.organization,
    name: "Editors",
    members: [world.ada],
  });
  const base = `/authorization/groups/${group.id}/role_assignments`;
  const give = (role_slug: string, resource: object = {}) => world.api(`POST ${base}`, { role_slug, ...resource });
  const members = `/organizations/${world.organization.id}/groups/${group.id}/organization-memberships`;
  const derived = async (membership: string) => {
    const { body } = await world.api(`GET ${world.of(membership)}/role_assignments`);
    return body.data.map((row: { source: object }) => row.source);
  };
  return { ...world, group, base, give, members, derived };
}

describe("group role assignments", () => {
  it("gives every member the role, and takes it back", async () => {
    const { api, ada, project, base, give, derived, check } = sample();

    const created = await give("project-editor", { resource_id: project.id });

    expect(created.status).toBe(201);
    expect(created.body.resource).toMatchObject({ id: project.id, external_id: "p-1" });
    expect(await derived(ada)).toEqual([{ type: "group", group_role_assignment_id: created.body.id }]);
    expect(await check(ada, "project:edit", project.id)).toBe(true);
    expect((await api(`GET ${base}/${created.body.id}`)).body).toEqual(created.body);
    expect((await api(`DELETE ${base}/${created.body.id}`)).status).toBe(204);
    expect(await check(ada, "project:edit", project.id)).toBe(false);
    expect(await derived(ada)).toEqual([]);
  });

  it("means the organization when no resource is named", async () => {
    const { organization, ada, project, give, check } = sample();

    const { body } = await give("owner");

    expect(body.resource).toMatchObject({ resource_type_slug: "organization", external_id: organization.id });
    expect(await check(ada, "workspace:edit", project.id)).toBe(true);
  });

  it("reaches those who join, and leaves those who go", async () => {
    const { api, bob, project, give, members, derived, check } = sample();
    await give("project-editor", { resource_external_id: "p-1", resource_type_slug: "project" });

    await api(`POST ${members}`, { organization_membership_id: bob });
    expect(await check(bob, "project:edit", project.id)).toBe(true);
    await api(`DELETE ${members}/${bob}`);
    expect(await check(bob, "project:edit", project.id)).toBe(false);
    expect(await derived(bob)).toEqual([]);
  });

  it("goes with its group, and leaves what a member has directly", async () => {
    const { api, organization, group, ada, project, assign, give, derived } = sample();
    await give("project-editor", { resource_id: project.id });
    await assign(ada, "project-editor", project.id);

    await api(`DELETE /organizations/${organization.id}/groups/${group.id}`);

    expect(await derived(ada)).toEqual([{ type: "direct", group_role_assignment_id: null }]);
  });

  it("replaces the whole set, and keeps what stays", async () => {
    const { api, ada, workspace, project, base, give, derived } = sample();
    const kept = (await give("project-editor", { resource_id: project.id })).body;
    await give("owner");

    const replaced = await api(`PUT ${base}`, {
      role_assignments: [
        { role_slug: "project-editor", resource_id: project.id },
        { role_slug: "workspace-admin", resource_id: workspace.id },
        { role_slug: "workspace-admin", resource_external_id: "ws-1", resource_type_slug: "workspace" },
      ],
    });

    expect(replaced.body.data).toHaveLength(2);
    expect(replaced.body.data[1]).toEqual(kept);
    expect(await derived(ada)).toHaveLength(2);
    expect((await api(`GET ${base}?limit=1`)).body.list_metadata.after).toBe(replaced.body.data[0].id);
    expect((await api(`PUT ${base}`, { role_assignments: [] })).body.data).toEqual([]);
    expect(await derived(ada)).toEqual([]);
  });

  it("is removed by role and resource", async () => {
    const { api, project, base, give } = sample();
    await give("project-editor", { resource_id: project.id });
    const given = { role_slug: "project-editor", resource_id: project.id };

    expect((await api(`DELETE ${base}`, given)).status).toBe(204);
    expect((await api(`DELETE ${base}`, given)).status).toBe(404);
  });

  it("refuses duplicates, misfits and what is not there", async () => {
    const { api, workspace, project, base, give } = sample();
    const { body } = await give("project-editor", { resource_id: project.id });
    const status = async (request: string, sent?: unknown) => (await api(request, sent)).status;
    const nobody = "/authorization/groups/group_no/role_assignments";
    const both = {
      role_slug: "owner",
      resource_id: project.id,
      resource_external_id: "p-1",
      resource_type_slug: "project",
    };

    const duplicate = await give("project-editor", { resource_id: project.id });
    expect([duplicate.status, duplicate.body.code]).toEqual([409, "duplicate_group_role_assignment"]);
    expect((await give("project-editor", { resource_id: workspace.id })).status).toBe(422);
    expect((await give("no")).status).toBe(404);
    expect((await give("owner", { resource_id: "no" })).status).toBe(404);
    expect(await status(`POST ${base}`, {})).toBe(422);
    expect(await status(`POST ${nobody}`, { role_slug: "owner" })).toBe(404);
    expect(await status(`GET ${nobody}`)).toBe(404);
    expect(await status(`PUT ${nobody}`, { role_assignments: [] })).toBe(404);
    expect(await status(`PUT ${base}`, { role_assignments: [{ role_slug: "no" }] })).toBe(404);
    expect(await status(`PUT ${base}`, { role_assignments: Array(101).fill({ role_slug: "owner" }) })).toBe(422);
    expect(await status(`DELETE ${nobody}`, { role_slug: "owner" })).toBe(404);
    expect(await status(`DELETE ${base}`, both)).toBe(422);
    expect(await status(`GET ${base}/gra_no`)).toBe(404);
    expect(await status(`GET ${nobody}/${body.id}`)).toBe(404);
    expect(await status(`DELETE ${base}/gra_no`)).toBe(404);
    expect((await api(`GET ${base}`)).body.data).toEqual([body]);
  });

  it("is seeded with an id of one's own", () => {
    const { mock } = sample();

    const made = mock.dashboard.groupRoleAssignments.create({ id: "gra_own", group: "Editors", role_slug: "owner" });

    expect(made.id).toBe("gra_own");
  });
});
