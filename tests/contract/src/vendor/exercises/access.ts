import { expect } from "vitest";
import type { Exercise } from "../stage.ts";

export const access: Exercise = {
  title: "resources, assignments and access checks",
  async run({ workos, mock }) {
    const { authorization } = workos;
    const organizationId = mock.dashboard.organizations.create({ name: "Acme" }).id;
    const user = mock.dashboard.users.create({ email: "ada@acme.test" });
    const { id: organizationMembershipId } = mock.dashboard.organizationMemberships.create({
      user,
      organization: organizationId,
    });
    mock.dashboard.roles.create({ slug: "editor", resource_type_slug: "project", permissions: ["project:edit"] });
    const [workspaceType, projectType] = ["workspace", "project"];

    const workspace = await authorization.createResource({
      organizationId,
      resourceTypeSlug: workspaceType,
      externalId: "ws-1",
      name: "Workspace",
    });
    const project = await authorization.createResource({
      organizationId,
      resourceTypeSlug: projectType,
      externalId: "p-1",
      name: "Project",
      parentResourceId: workspace.id,
    });
    expect(await authorization.getResource(project.id)).toEqual(project);
    const named = { organizationId, resourceTypeSlug: projectType, externalId: "p-1" };
    expect(await authorization.getResourceByExternalId(named)).toEqual(project);
    await authorization.updateResource({ resourceId: project.id, name: "First" });
    expect((await authorization.updateResourceByExternalId({ ...named, description: "One" })).name).toBe("First");
    expect((await authorization.listResources({ organizationId, resourceTypeSlug: projectType })).data).toHaveLength(1);

    const assignment = await authorization.assignRole({
      organizationMembershipId,
      roleSlug: "editor",
      resourceId: project.id,
    });
    const question = { organizationMembershipId, permissionSlug: "project:edit", resourceId: project.id };
    expect(await authorization.check(question)).toEqual({ authorized: true });
    expect((await authorization.listRoleAssignments({ organizationMembershipId })).data).toEqual([assignment]);
    expect((await authorization.listRoleAssignmentsForResource({ resourceId: project.id })).data).toHaveLength(1);
    expect((await authorization.listResourceRoleAssignments(named)).data).toHaveLength(1);
    const children = { organizationMembershipId, permissionSlug: "project:edit", parentResourceId: workspace.id };
    expect((await authorization.listResourcesForMembership(children)).data.map(({ id }) => id)).toEqual([project.id]);
    const holders = { resourceId: project.id, permissionSlug: "project:edit" };
    expect((await authorization.listMembershipsForResource(holders)).data).toHaveLength(1);
    const byExternalId = { ...named, permissionSlug: "project:edit" };
    expect((await authorization.listMembershipsForResourceByExternalId(byExternalId)).data).toHaveLength(1);
    const effective = await authorization.listEffectivePermissionsByExternalId({ ...named, organizationMembershipId });
    expect(effective.data.map(({ slug }) => slug)).toEqual(["project:edit"]);
    const byId = await authorization.listEffectivePermissions({ organizationMembershipId, resourceId: project.id });
    expect(byId.data).toEqual(effective.data);

    await authorization.removeRoleAssignment({ organizationMembershipId, roleAssignmentId: assignment.id });
    expect(await authorization.check(question)).toEqual({ authorized: false });
    await authorization.assignRole({ organizationMembershipId, roleSlug: "editor", resourceId: project.id });
    await authorization.removeRole({ organizationMembershipId, roleSlug: "editor", resourceId: project.id });
    expect(await authorization.check(question)).toEqual({ authorized: false });
    await authorization.deleteResourceByExternalId(named);
    await authorization.deleteResource({ resourceId: workspace.id });
    await expect(authorization.getResource(workspace.id)).rejects.toMatchObject({ status: 404 });
  },
};
