import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

function unverified() {
  const { mock, api } = checkedMock();
  const user = mock.dashboard.users.create({ email: "Ada@acme.test" });
  const send = () => api(`POST /user_management/users/${user.id}/email_verification/send`);
  const confirm = (code: string) => api(`POST /user_management/users/${user.id}/email_verification/confirm`, { code });
  const mailed = () => String(mock.outbox.last("ada@acme.test", "email_verification")?.code);
  return { mock, api, user, send, confirm, mailed };
}

describe("email verifications", () => {
  it("mails a code that verifies the address", async () => {
    const { api, user, send, confirm, mailed } = unverified();

    expect(await send()).toMatchObject({ status: 200, body: { user: { id: user.id } } });
    const confirmed = await confirm(mailed());

    expect(confirmed).toMatchObject({ status: 200, body: { user: { email_verified: true } } });
    const { body } = await api("GET /events?events=email_verification.created,user.updated");
    expect(body.data.map((event: { event: string }) => event.event)).toEqual([
      "email_verification.created",
      "user.updated",
    ]);
    expect(body.data[0].data).not.toHaveProperty("code");
  });

  it("shows the code to whoever sends the mail themselves", async () => {
    const { mock, api, user, mailed } = unverified();
    const { id } = mock.dashboard.emailVerifications.create({ user });

    expect((await api(`GET /user_management/email_verification/${id}`)).body.code).toBe(mailed());
    expect((await api("GET /user_management/email_verification/email_verification_1")).status).toBe(404);
  });

  it("refuses wrong, expired, replaced and used codes", async () => {
    const { mock, api, user, send, confirm, mailed } = unverified();
    const refusal = (code: string) => ({ status: 400, body: { code } });

    expect(await confirm("000000")).toMatchObject(refusal("email_verification_code_incorrect"));
    await send();
    const first = mailed();
    await send();
    expect(await confirm(first)).toMatchObject(refusal("email_verification_code_incorrect"));
    await mock.clock.advance({ minutes: 10 });
    expect(await confirm(mailed())).toMatchObject(refusal("email_verification_code_expired"));
    await send();
    await confirm(mailed());
    expect(await confirm(mailed())).toMatchObject(refusal("email_previously_verified"));
    await api(`PUT /user_management/users/${user.id}`, { email_verified: false });
    expect(await confirm(mailed())).toMatchObject(refusal("email_verification_code_previously_used"));
  });

  it("forgets the code of an address that was given up", async () => {
    const { api, user, send, confirm, mailed } = unverified();
    await send();
    await api(`PUT /user_management/users/${user.id}`, { email: "new@acme.test" });

    expect((await confirm(mailed())).status).toBe(400);
  });

  it("takes no code any more after ten wrong ones", async () => {
    const { send, confirm, mailed } = unverified();
    await send();
    for (let attempt = 0; attempt < 10; attempt++) await confirm("wrong");

    expect((await confirm(mailed())).status).toBe(400);
  });

  it("refuses verified addresses, unknown users, missing codes, and mails beyond the quota", async () => {
    const { mock, api, user, send, confirm, mailed } = unverified();
    mock.dashboard.settings.update({ daily_email_quota: 1 });
    await send();

    expect(await send()).toMatchObject({ status: 429, body: { code: "daily_quota_exceeded" } });
    await mock.clock.advance({ days: 1 });
    expect((await send()).status).toBe(200);
    await confirm(mailed());
    expect(await send()).toMatchObject({ status: 400, body: { code: "email_already_verified" } });
    expect((await api("POST /user_management/users/user_1/email_verification/send")).status).toBe(404);
    expect((await api("POST /user_management/users/user_1/email_verification/confirm", { code: "1" })).status).toBe(
      404,
    );
    const invalid = await api(`POST /user_management/users/${user.id}/email_verification/confirm`, {});
    expect(invalid).toMatchObject({ status: 422, body: { code: "invalid_request_parameters" } });
  });
});
