import * as api from "@workos-kit/client/operations";
import { expect } from "vitest";
import type { Exercise } from "./exercise.ts";

export const users: Exercise = {
  title: "users, invitations, addresses and passwords",
  async run({ mock, client, join }) {
    const ada = await api.createUser(client, { email: "joan@acme.test", external_id: "u-1" });
    const { id } = ada;
    expect(await api.getUserByExternalId(client, { external_id: "u-1" })).toEqual(ada);
    expect((await api.updateUser(client, { id, first_name: "Joan", metadata: { a: "b" } })).first_name).toBe("Joan");
    expect(await api.listUsers(client, { email: "joan@acme.test" }).collect()).toMatchObject([{ id }]);
    expect(await api.listUserIdentities(client, { user_id: id })).toEqual([]);

    await api.sendVerificationEmail(client, { user_id: id });
    const sent = mock.outbox.last("joan@acme.test", "email_verification");
    const verified = await api.verifyEmail(client, { user_id: id, code: sent?.code ?? "" });
    expect(verified.user.email_verified).toBe(true);
    const verification = mock.dashboard.emailVerifications.create({ user: id });
    expect((await api.getEmailVerification(client, { id: verification.id })).user_id).toBe(id);

    const reset = await api.createPasswordReset(client, { email: "joan@acme.test" });
    expect((await api.getPasswordReset(client, { id: reset.id })).email).toBe("joan@acme.test");
    const token = reset.password_reset_token;
    expect((await api.resetPassword(client, { token, new_password: "another-Horse-8" })).user.id).toBe(id);

    const organization_id = join("Acme").id;
    const invitation = await api.sendInvitation(client, { email: "joan@acme.test", organization_id });
    expect((await api.getInvitation(client, { id: invitation.id })).state).toBe("pending");
    expect((await api.findInvitationByToken(client, { token: invitation.token })).id).toBe(invitation.id);
    expect(await api.listInvitations(client, { organization_id }).collect()).toHaveLength(1);
    await api.resendInvitation(client, { id: invitation.id });
    expect((await api.acceptInvitation(client, { id: invitation.id })).state).toBe("accepted");
    const second = await api.sendInvitation(client, { email: "grace@acme.test" });
    expect((await api.revokeInvitation(client, { id: second.id })).state).toBe("revoked");
    await api.deleteUser(client, { id });
    expect(await api.listUsers(client, { email: "joan@acme.test" }).collect()).toEqual([]);
  },
};
