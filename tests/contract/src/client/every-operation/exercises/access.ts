import * as api from "@workos-kit/client/operations";
import { expect } from "vitest";
import type { Exercise } from "./exercise.ts";

export const access: Exercise = {
  title: "resources, who may do what with them, and checks",
  async run({ mock, client, user }) {
    const organization_id = mock.dashboard.organizations.create({ name: "Acme" }).id;
    const membership = mock.dashboard.organizationMemberships.create({ user, organization: organization_id });
    const organization_membership_id = membership.id;
    mock.dashboard.roles.create({ slug: "editor", resource_type_slug: "project", permissions: ["project:edit"] });
    const make = (resource_type_slug: string, external_id: string, more = {}) =>
      api.createAuthorizationResource(client, {
        organization_id,
        resource_type_slug,
        external_id,
        name: "One",
        ...more,
      });

    const { id: parent_resource_id } = await make("workspace", "ws-1");
    const project = await make("project", "p-1", { parent_resource_id });
    const resource_id = project.id;
    const named = { organization_id, resource_type_slug: "project", external_id: "p-1" };
    expect(await api.getAuthorizationResource(client, { resource_id })).toEqual(project);
    expect(await api.getAuthorizationResourceByExternalId(client, named)).toEqual(project);
    await api.updateAuthorizationResource(client, { resource_id, name: "First" });
    const updated = await api.updateAuthorizationResourceByExternalId(client, { ...named, description: "It" });
    expect([updated.name, updated.description]).toEqual(["First", "It"]);
    const listed = await api.listAuthorizationResources(client, { organization_id, resource_type_slug: "project" });
    expect(listed.data).toEqual([updated]);

    const assignment = await api.assignRole(client, { organization_membership_id, role_slug: "editor", resource_id });
    const permission_slug = "project:edit";
    const question = { organization_membership_id, permission_slug, resource_id };
    expect(await api.checkAuthorization(client, question)).toEqual({ authorized: true });
    expect(await api.listRoleAssignments(client, { organization_membership_id }).collect()).toEqual([assignment]);
    expect(await api.listRoleAssignmentsForResource(client, { resource_id }).collect()).toHaveLength(1);
    expect(await api.listRoleAssignmentsForResourceByExternalId(client, named).collect()).toHaveLength(1);
    const children = { organization_membership_id, permission_slug, parent_resource_id };
    expect(await api.listResourcesForMembership(client, children).collect()).toHaveLength(1);
    expect(await api.listMembershipsForResource(client, { resource_id, permission_slug }).collect()).toHaveLength(1);
    const holders = api.listMembershipsForResourceByExternalId(client, { ...named, permission_slug });
    expect((await holders.collect()).map(({ id }) => id)).toEqual([organization_membership_id]);
    const { organization_id: _, ...externally } = { ...named, organization_membership_id };
    const effective = await api.listEffectivePermissionsByExternalId(client, externally).collect();
    expect(effective.map(({ slug }) => slug)).toEqual([permission_slug]);

    await api.removeRoleAssignment(client, { organization_membership_id, role_assignment_id: assignment.id });
    expect(await api.checkAuthorization(client, question)).toEqual({ authorized: false });
    await api.assignRole(client, { organization_membership_id, role_slug: "editor", resource_id });
    await api.removeRole(client, { organization_membership_id, role_slug: "editor", resource_id });
    await api.deleteAuthorizationResourceByExternalId(client, named);
    await api.deleteAuthorizationResource(client, { resource_id: parent_resource_id });
    expect((await api.checkAuthorization(client, question).catch((error) => error)).status).toBe(404);
  },
};
