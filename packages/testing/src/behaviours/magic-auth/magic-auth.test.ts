import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

const path = "POST /user_management/magic_auth";

describe("Magic Auth", () => {
  it("mails a code, and makes a user of an unknown address", async () => {
    const { mock, api } = checkedMock();

    const created = await api(path, { email: "ada@acme.test" });

    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ email: "ada@acme.test", expires_at: "2026-01-01T00:10:00.000Z" });
    expect(mock.outbox.last("ada@acme.test", "magic_auth")?.code).toBe(created.body.code);
    expect((await api(`GET /user_management/magic_auth/${created.body.id}`)).body).toEqual(created.body);
    expect((await api(`GET /user_management/users/${created.body.user_id}`)).body.email_verified).toBe(false);
    const { body } = await api("GET /events");
    expect(body.data.map((event: { event: string }) => event.event)).toEqual(["user.created", "magic_auth.created"]);
    expect(body.data[1].data).not.toHaveProperty("code");
  });

  it("names the attempt when Radar has signals to judge by", async () => {
    const { api } = checkedMock();

    const { body } = await api(path, { email: "ada@acme.test", signals_id: "signals_1" });

    expect(body.radar_auth_attempt_id).toMatch(/^radar_auth_attempt_/);
  });

  it("lets the invited in where sign-up is closed", async () => {
    const { mock, api } = checkedMock();
    mock.dashboard.settings.update({ allow_sign_up: false });
    mock.dashboard.users.create({ email: "bob@acme.test" });
    const { token } = mock.dashboard.invitations.create({ email: "ada@acme.test" });

    expect(await api(path, { email: "ada@acme.test" })).toMatchObject({
      status: 400,
      body: { error: "sign_up_not_allowed" },
    });
    expect((await api(path, { email: "ada@acme.test", invitation_token: token })).status).toBe(201);
    expect((await api(path, { email: "bob@acme.test" })).status).toBe(201);
  });

  it.each([
    ["an unknown invitation", { email: "ada@acme.test", invitation_token: "no" }, 400, { error: "invitation_invalid" }],
    ["a domain without mail", { email: "ada@acme.invalid" }, 400, { code: "email_domain_not_deliverable" }],
    ["no address", { email: "nonsense" }, 422, { errors: [{ field: "email" }] }],
  ])("refuses %s", async (_, input, status, body) => {
    const { api } = checkedMock();

    expect(await api(path, input)).toMatchObject({ status, body });
    expect((await api("GET /user_management/users")).body.data).toEqual([]);
  });

  it("refuses where it is off, and beyond the quota", async () => {
    const { mock, api } = checkedMock({});
    mock.dashboard.settings.update({ daily_email_quota: 0 });
    expect(await api(path, { email: "ada@acme.test" })).toMatchObject({
      status: 429,
      body: { code: "daily_quota_exceeded" },
    });
    const { authentication_methods } = mock.dashboard.settings.get();
    mock.dashboard.settings.update({ authentication_methods: { ...authentication_methods, magic_auth: false } });

    const refused = await api(path, { email: "ada@acme.test" });

    expect(refused).toMatchObject({ status: 400, body: { error: "authentication_method_not_allowed" } });
    expect((await api("GET /user_management/magic_auth/magic_auth_1")).status).toBe(404);
  });
});
