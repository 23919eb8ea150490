import { expect } from "vitest";
import type { Exercise } from "../stage.ts";

export const groups: Exercise = {
  title: "groups, their members and what roles they give",
  async run({ workos, mock }) {
    const organizationId = mock.dashboard.organizations.create({ name: "Acme" }).id;
    const user = mock.dashboard.users.create({ email: "ada@acme.test" });
    const membership = mock.dashboard.organizationMemberships.create({ user, organization: organizationId });
    mock.dashboard.roles.create({ slug: "owner", permissions: ["all:do"] });
    const organizationMembershipId = membership.id;

    const group = await workos.groups.createGroup({ organizationId, name: "Owners" });
    const named = { organizationId, groupId: group.id };
    expect(await workos.groups.getGroup(named)).toEqual(group);
    expect((await workos.groups.updateGroup({ ...named, description: "All" })).description).toBe("All");
    expect((await workos.groups.listGroups({ organizationId })).data).toHaveLength(1);
    await workos.groups.addOrganizationMembership({ ...named, organizationMembershipId });
    const members = await workos.groups.listOrganizationMemberships(named);
    expect(members.data.map(({ id }) => id)).toEqual([organizationMembershipId]);

    const { authorization } = workos;
    const given = { groupId: group.id, roleSlug: "owner" };
    const assignment = await authorization.createGroupRoleAssignment(given);
    const one = { groupId: group.id, roleAssignmentId: assignment.id };
    expect(await authorization.getGroupRoleAssignment(one)).toEqual(assignment);
    expect((await authorization.listGroupRoleAssignments({ groupId: group.id })).data).toEqual([assignment]);
    const [derived] = (await authorization.listRoleAssignments({ organizationMembershipId })).data;
    expect(derived?.source).toEqual({ type: "group", groupRoleAssignmentId: assignment.id });
    await authorization.removeGroupRoleAssignment(one);
    const entries = [{ roleSlug: "owner" }];
    const replaced = await authorization.replaceGroupRoleAssignments({ groupId: group.id, roleAssignments: entries });
    expect(replaced.data).toHaveLength(1);
    await authorization.removeGroupRoleAssignments(given);
    expect((await authorization.listRoleAssignments({ organizationMembershipId })).data).toEqual([]);

    await workos.groups.removeOrganizationMembership({ ...named, organizationMembershipId });
    await workos.groups.deleteGroup(named);
    await expect(workos.groups.getGroup(named)).rejects.toMatchObject({ status: 404 });
  },
};
