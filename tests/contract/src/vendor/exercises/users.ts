import { expect } from "vitest";
import type { Exercise } from "../stage.ts";

export const users: Exercise = {
  title: "users, memberships, invitations, waitlists and their lists",
  async run({ mock, workos }) {
    const { userManagement } = workos;
    const organization = await workos.organizations.createOrganization({ name: "Acme" });
    const ada = await userManagement.createUser({ email: "ada@acme.test", externalId: "u-1", emailVerified: true });
    expect((await userManagement.getUser(ada.id)).email).toBe("ada@acme.test");
    expect((await userManagement.getUserByExternalId("u-1")).id).toBe(ada.id);
    expect((await userManagement.updateUser({ userId: ada.id, firstName: "Ada" })).firstName).toBe("Ada");
    expect((await userManagement.listUsers({ email: "ada@acme.test" })).data).toHaveLength(1);
    expect(await userManagement.getUserIdentities(ada.id)).toEqual([]);
    expect((await userManagement.listSessions(ada.id)).data).toEqual([]);

    const membership = await userManagement.createOrganizationMembership({
      organizationId: organization.id,
      userId: ada.id,
    });
    expect((await userManagement.getOrganizationMembership(membership.id)).status).toBe("active");
    const listed = await userManagement.listOrganizationMemberships({ userId: ada.id });
    expect(listed.data.map(({ id }) => id)).toEqual([membership.id]);
    await userManagement.updateOrganizationMembership(membership.id, { roleSlug: "admin" });
    expect((await userManagement.deactivateOrganizationMembership(membership.id)).status).toBe("inactive");
    expect((await userManagement.reactivateOrganizationMembership(membership.id)).status).toBe("active");
    await userManagement.listGroupsForOrganizationMembership({ organizationMembershipId: membership.id });
    const key = await userManagement.createUserApiKey(ada.id, { name: "CLI", organizationId: organization.id });
    expect((await userManagement.listUserApiKeys(ada.id)).data.map(({ id }) => id)).toEqual([key.id]);

    const invitation = await userManagement.sendInvitation({ email: "joan@acme.test" });
    expect((await userManagement.getInvitation(invitation.id)).state).toBe("pending");
    expect((await userManagement.findInvitationByToken(invitation.token)).id).toBe(invitation.id);
    expect((await userManagement.listInvitations({ email: "joan@acme.test" })).data).toHaveLength(1);
    await userManagement.resendInvitation(invitation.id);
    expect((await userManagement.revokeInvitation(invitation.id)).state).toBe("revoked");
    const second = await userManagement.sendInvitation({ email: "grace@acme.test" });
    await userManagement.createUser({ email: "grace@acme.test" });
    expect((await userManagement.acceptInvitation(second.id)).state).toBe("accepted");
    expect(mock.outbox.last("joan@acme.test")?.kind).toBe("invitation");

    await userManagement.deleteOrganizationMembership(membership.id);
    await userManagement.deleteUser(ada.id);
    await expect(userManagement.getUser(ada.id)).rejects.toMatchObject({ status: 404 });
  },
};
