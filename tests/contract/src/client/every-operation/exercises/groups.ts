import * as api from "@workos-kit/client/operations";
import { expect } from "vitest";
import type { Exercise } from "./exercise.ts";

export const groups: Exercise = {
  title: "groups, their members and what roles they give; memberships",
  async run({ mock, client, user }) {
    const organization_id = mock.dashboard.organizations.create({ name: "Acme" }).id;
    mock.dashboard.roles.create({ slug: "owner", permissions: ["all:do"] });
    const membership = await api.createOrganizationMembership(client, { user_id: user.id, organization_id });
    const organization_membership_id = membership.id;
    expect(await api.getOrganizationMembership(client, { id: membership.id })).toEqual(membership);
    const changed = await api.updateOrganizationMembership(client, { id: membership.id, role_slug: "owner" });
    expect(changed.role.slug).toBe("owner");
    expect((await api.deactivateOrganizationMembership(client, { id: membership.id })).status).toBe("inactive");
    expect((await api.reactivateOrganizationMembership(client, { id: membership.id })).status).toBe("active");

    const group = await api.createGroup(client, { organization_id, name: "Owners" });
    const group_id = group.id;
    const own = { organization_id, id: group_id };
    const member = { organization_id, group_id, organization_membership_id };
    expect(await api.getGroup(client, own)).toEqual(group);
    expect((await api.updateGroup(client, { ...own, description: "All" })).description).toBe("All");
    expect(await api.listGroups(client, { organization_id }).collect()).toHaveLength(1);
    await api.addGroupMember(client, member);
    expect(await api.listGroupMembers(client, { organization_id, group_id }).collect()).toHaveLength(1);
    const joined = await api.listOrganizationMembershipGroups(client, { organization_membership_id }).collect();
    expect(joined.map(({ id }) => id)).toEqual([group_id]);

    const assignment = await api.createGroupRoleAssignment(client, { group_id, role_slug: "owner" });
    const one = { group_id, role_assignment_id: assignment.id };
    expect(await api.getGroupRoleAssignment(client, one)).toEqual(assignment);
    expect(await api.listGroupRoleAssignments(client, { group_id }).collect()).toEqual([assignment]);
    await api.deleteGroupRoleAssignment(client, one);
    const role_assignments = [{ role_slug: "owner" }];
    expect((await api.replaceGroupRoleAssignments(client, { group_id, role_assignments })).data).toHaveLength(1);
    await api.removeGroupRole(client, { group_id, role_slug: "owner" });
    expect(await api.listGroupRoleAssignments(client, { group_id }).collect()).toEqual([]);

    await api.removeGroupMember(client, member);
    await api.deleteGroup(client, own);
    await api.deleteOrganizationMembership(client, { id: membership.id });
    expect(await api.listOrganizationMemberships(client, { user_id: user.id }).collect()).toEqual([]);
  },
};
