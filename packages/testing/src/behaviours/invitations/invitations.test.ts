import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";
import { invitations } from "./table.ts";

const base = "/user_management/invitations";
const refusal = (code: string) => ({ status: 400, body: { code } });

function inviting() {
  const { mock, api } = checkedMock();
  const organization = mock.dashboard.organizations.create({ name: "Acme" });
  const send = (more: object = {}) =>
    api(`POST ${base}`, { email: "ada@acme.test", organization_id: organization.id, ...more });
  const names = async () => {
    const { body } = await api("GET /events?limit=100");
    return body.data.slice(1).map((event: { event: string }) => event.event);
  };
  return { mock, api, organization, send, names };
}

describe("invitations", () => {
  it("sends one that is found by id, token, address and organization", async () => {
    const { mock, api, organization, send } = inviting();

    const { status, body } = await send({ role_slug: "admin", expires_in_days: 14 });

    expect(status).toBe(201);
    expect(body).toMatchObject({ state: "pending", role_slug: "admin", expires_at: "2026-01-15T00:00:00.000Z" });
    expect(mock.outbox.last("ada@acme.test", "invitation")).toMatchObject({
      token: body.token,
      link: body.accept_invitation_url,
    });
    expect((await api(`GET ${base}/${body.id}`)).body).toEqual(body);
    expect((await api(`GET ${base}/by_token/${body.token}`)).body).toEqual(body);
    for (const query of ["email=ADA@acme.test", `organization_id=${organization.id}`])
      expect((await api(`GET ${base}?${query}`)).body.data).toEqual([body]);
    expect((await api(`GET ${base}?email=bob@acme.test`)).body.data).toEqual([]);
    const { body: events } = await api("GET /events?events=invitation.created");
    expect(events.data[0].data).not.toHaveProperty("token");
  });

  it("gives a user who exists a pending membership, which acceptance makes active", async () => {
    const { mock, api, send, names } = inviting();
    const user = mock.dashboard.users.create({ email: "ada@acme.test" });
    const { body } = await send({ role_slug: "admin" });
    const memberships = async () =>
      (await api(`GET /user_management/organization_memberships?user_id=${user.id}&statuses=pending,active`)).body.data;
    expect(await memberships()).toMatchObject([{ status: "pending", role: { slug: "admin" } }]);

    const accepted = await api(`POST ${base}/${body.id}/accept`);

    expect(accepted).toMatchObject({ status: 200, body: { state: "accepted", accepted_user_id: user.id } });
    expect(await memberships()).toMatchObject([{ status: "active", role: { slug: "admin" } }]);
    expect(await names()).toEqual([
      "user.created",
      "invitation.created",
      "organization_membership.created",
      "organization_membership.updated",
      "invitation.accepted",
    ]);
    expect(await api(`POST ${base}/${body.id}/accept`)).toMatchObject(refusal("invite_has_accepted_user_id"));
    expect(await api(`POST ${base}/${body.id}/resend`, {})).toMatchObject(refusal("invite_accepted"));
    expect(await api(`POST ${base}/${body.id}/revoke`)).toMatchObject(refusal("invite_not_pending"));
  });

  it("needs somebody to accept for, who may come later", async () => {
    const { mock, api, send } = inviting();
    const { body } = await send();

    expect(await api(`POST ${base}/${body.id}/accept`)).toMatchObject(refusal("invalid_invite"));
    const user = mock.dashboard.users.create({ email: "ada@acme.test" });
    const list = await api(`GET /user_management/organization_memberships?user_id=${user.id}&statuses=pending`);
    expect(list.body.data).toHaveLength(1);
    expect((await api(`POST ${base}/${body.id}/accept`)).status).toBe(200);
  });

  it("withdraws one with the membership that waited for it", async () => {
    const { mock, api, send } = inviting();
    const user = mock.dashboard.users.create({ email: "ada@acme.test" });
    const { body } = await send();

    const revoked = await api(`POST ${base}/${body.id}/revoke`);

    expect(revoked).toMatchObject({ status: 200, body: { state: "revoked", revoked_at: expect.any(String) } });
    const list = await api(`GET /user_management/organization_memberships?user_id=${user.id}&statuses=pending`);
    expect(list.body.data).toEqual([]);
    expect(await api(`POST ${base}/${body.id}/accept`)).toMatchObject(refusal("invite_not_pending"));
    expect(await api(`POST ${base}/${body.id}/resend`, {})).toMatchObject(refusal("invite_revoked"));
  });

  it("renews token and expiry when it is mailed again", async () => {
    const { mock, api, send, names } = inviting();
    const { body } = await send();
    await mock.clock.advance({ days: 1 });

    const again = await api(`POST ${base}/${body.id}/resend`, { locale: "de" });

    expect(again).toMatchObject({ status: 200, body: { id: body.id, expires_at: "2026-01-09T00:00:00.000Z" } });
    expect((await api(`GET ${base}/by_token/${body.token}`)).status).toBe(404);
    expect(mock.outbox.to("ada@acme.test")).toHaveLength(2);
    expect((await names()).at(-1)).toBe("invitation.resent");
  });

  it("expires by the clock, and then makes room for another", async () => {
    const { mock, api, send } = inviting();
    const { body } = await send();
    await mock.clock.advance({ days: 7 });

    expect((await api(`GET ${base}/${body.id}`)).body.state).toBe("expired");
    expect(await api(`POST ${base}/${body.id}/resend`, {})).toMatchObject(refusal("invite_expired"));
    expect((await send()).status).toBe(201);
  });

  it("gives the role of the newest invitation, also to whom an expired one was sent before", async () => {
    const { mock, api, send } = inviting();
    mock.dashboard.users.create({ email: "ada@acme.test" });
    await send({ role_slug: "member" });
    await mock.clock.advance({ days: 7 });

    const { body } = await send({ role_slug: "admin" });
    const accepted = await api(`POST ${base}/${body.id}/accept`);

    expect([body.role_slug, accepted.body.role_slug]).toEqual(["admin", "admin"]);
  });

  it("brings back whom it finds inactive, with the role of the invitation", async () => {
    const { mock, api, organization, send } = inviting();
    const user = mock.dashboard.users.create({ email: "ada@acme.test" });
    const { id } = mock.dashboard.organizationMemberships.create({ user, organization, status: "inactive" });

    const { body } = await send({ role_slug: "admin" });
    await api(`POST ${base}/${body.id}/accept`);

    expect(body.role_slug).toBe("admin");
    const { body: membership } = await api(`GET /user_management/organization_memberships/${id}`);
    expect(membership).toMatchObject({ status: "active", role: { slug: "admin" } });
  });

  it("finds the user who takes on the invited address", async () => {
    const { mock, api, send } = inviting();
    const user = mock.dashboard.users.create({ email: "old@acme.test" });
    const { body } = await send();

    await api(`PUT /user_management/users/${user.id}`, { email: "ada@acme.test" });

    const query = `user_id=${user.id}&statuses=pending`;
    expect((await api(`GET /user_management/organization_memberships?${query}`)).body.data).toHaveLength(1);
    expect((await api(`POST ${base}/${body.id}/accept`)).body.accepted_user_id).toBe(user.id);
  });

  it("refuses roles of sub-resources", async () => {
    const { mock, send } = inviting();
    mock.dashboard.roles.create({ slug: "project-editor", resource_type_slug: "project" });

    expect(await send({ role_slug: "project-editor" })).toMatchObject(refusal("invalid_role"));
  });

  it.each([
    ["a short life", { expires_in_days: 0 }, "expires_in_days_too_short"],
    ["a long life", { expires_in_days: 31 }, "expires_in_days_too_long"],
    ["an unknown role", { role_slug: "nobody" }, "invalid_role"],
    ["a domain without mail", { email: "ada@acme.invalid" }, "email_domain_not_deliverable"],
    ["a member", { email: "member@acme.test" }, "user_already_organization_member"],
    ["a user, without organization", { email: "member@acme.test", organization_id: undefined }, "user_already_exists"],
  ])("refuses %s", async (_, more, code) => {
    const { mock, organization, send } = inviting();
    const user = mock.dashboard.users.create({ email: "member@acme.test" });
    mock.dashboard.organizationMemberships.create({ user, organization });

    expect(await send(more)).toMatchObject(refusal(code));
  });

  it("refuses a second one to the same place", async () => {
    const { send } = inviting();
    await send();
    await send({ organization_id: undefined });

    expect(await send()).toMatchObject(refusal("email_already_invited_to_organization"));
    expect(await send({ organization_id: undefined })).toMatchObject(refusal("email_already_invited"));
  });

  it("refuses organizations that may not invite", async () => {
    const { mock, organization, send } = inviting();
    mock.dashboard.invitations.block({ organization });

    expect(await send()).toMatchObject(refusal("organization_blocked_from_sending_invites"));
  });

  it("refuses to mail again where no mail arrives", async () => {
    const { mock, api } = inviting();
    const { id } = mock.dashboard.invitations.create({ email: "ada@acme.test" });
    // Such an address is refused at first, but a domain may lose its mail later.
    mock.world.update(invitations, id, { email: "ada@acme.invalid" });

    expect(await api(`POST ${base}/${id}/resend`, {})).toMatchObject(refusal("email_domain_not_deliverable"));
  });

  it("refuses what does not exist or does not fit", async () => {
    const { api, send } = inviting();

    for (const path of [`GET ${base}/invitation_1`, `GET ${base}/by_token/no`, `POST ${base}/invitation_1/accept`])
      expect((await api(path)).status).toBe(404);
    expect((await api(`POST ${base}/invitation_1/resend`, {})).status).toBe(404);
    expect((await api(`POST ${base}/invitation_1/revoke`)).status).toBe(404);
    expect((await send({ organization_id: "org_1" })).status).toBe(404);
    expect((await send({ inviter_user_id: "user_1" })).status).toBe(404);
    const invalid = { status: 422, body: { code: "invalid_request_parameters" } };
    expect(await send({ email: "nonsense" })).toMatchObject(invalid);
    expect(await api(`GET ${base}?limit=0`)).toMatchObject(invalid);
    const { body } = await send();
    expect(await api(`POST ${base}/${body.id}/resend`, { locale: "xx" })).toMatchObject(invalid);
  });
});
