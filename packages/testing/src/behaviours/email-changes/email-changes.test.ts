import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

function ada() {
  const { mock, api } = checkedMock();
  const user = mock.dashboard.users.create({ email: "ada@acme.test" });
  const path = `/user_management/users/${user.id}/email_change`;
  const send = (new_email: unknown = "new@acme.test") => api(`POST ${path}/send`, { new_email });
  const confirm = (code?: string) => api(`POST ${path}/confirm`, { code });
  const mailed = () => String(mock.outbox.last("new@acme.test", "email_change")?.code);
  return { mock, api, user, send, confirm, mailed };
}

const refusal = (status: number, code: string) => ({ status, body: { code } });

describe("email changes", () => {
  it("moves to the new address once its code is confirmed", async () => {
    const { api, user, send, confirm, mailed } = ada();

    const sent = await send();
    expect(sent.body).toMatchObject({ object: "email_change", new_email: "new@acme.test", user: { id: user.id } });
    expect((await api(`GET /user_management/users/${user.id}`)).body.email).toBe("ada@acme.test");
    const confirmed = await confirm(mailed());

    expect(confirmed.body).toMatchObject({
      object: "email_change_confirmation",
      user: { email: "new@acme.test", email_verified: true },
    });
    expect((await api("GET /events?events=user.updated")).body.data).toHaveLength(1);
  });

  it("refuses wrong, expired and used codes, and too many tries", async () => {
    const { mock, send, confirm, mailed } = ada();

    expect(await confirm("000000")).toMatchObject(refusal(409, "no_pending_email_change"));
    await send();
    expect(await confirm("wrong")).toMatchObject(refusal(400, "email_change_code_incorrect"));
    await mock.clock.advance({ minutes: 10 });
    expect(await confirm(mailed())).toMatchObject(refusal(400, "email_change_code_expired"));
    await send();
    await confirm(mailed());
    expect(await confirm(mailed())).toMatchObject(refusal(409, "email_change_code_previously_used"));
    for (let attempt = 0; attempt < 10; attempt++) await confirm("wrong");
    expect(await confirm("wrong")).toMatchObject(refusal(429, "email_change_too_many_attempts"));
  });

  it("refuses an address that is not needed, taken or none at all", async () => {
    const { mock, send } = ada();
    mock.dashboard.users.create({ email: "bob@acme.test" });

    expect(await send("ADA@acme.test")).toMatchObject(refusal(409, "email_change_not_needed"));
    expect(await send("Bob@acme.test")).toMatchObject(refusal(409, "email_not_available"));
    expect(await send("nonsense")).toMatchObject(refusal(422, "invalid_email"));
    expect(await send(7)).toMatchObject(refusal(422, "invalid_request_parameters"));
  });

  it("checks again on confirmation", async () => {
    const { mock, user, send, confirm, mailed } = ada();
    await send();
    const other = mock.dashboard.users.create({ email: "new@acme.test" });

    expect(await confirm(mailed())).toMatchObject(refusal(409, "email_not_available"));
    mock.dashboard.users.delete({ user: other });
    const organization = mock.dashboard.organizations.create({ name: "Acme" });
    mock.dashboard.organizationMemberships.create({ user, organization, directory_managed: true });
    expect(await confirm(mailed())).toMatchObject(refusal(409, "email_change_not_allowed"));
    expect(await send()).toMatchObject(refusal(409, "email_change_not_allowed"));
  });

  it("refuses unknown users, missing codes, and mails beyond the quota", async () => {
    const { mock, api, send, confirm } = ada();
    mock.dashboard.settings.update({ daily_email_quota: 0 });

    expect(await send()).toMatchObject(refusal(429, "daily_quota_exceeded"));
    expect(await confirm()).toMatchObject(refusal(422, "invalid_request_parameters"));
    const path = "/user_management/users/user_1/email_change";
    expect((await api(`POST ${path}/send`, { new_email: "a@b.test" })).status).toBe(404);
    expect((await api(`POST ${path}/confirm`, { code: "1" })).status).toBe(404);
  });
});
