import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

const secret = "correct-Horse-7-staple";

function forgetful() {
  const { mock, api } = checkedMock();
  const user = mock.dashboard.users.create({ email: "ada@acme.test", password: "the-old-password" });
  const ask = (email: unknown = "ADA@acme.test") => api("POST /user_management/password_reset", { email });
  const set = (token: unknown, new_password: unknown = secret) =>
    api("POST /user_management/password_reset/confirm", { token, new_password });
  return { mock, api, user, ask, set };
}

describe("password resets", () => {
  it("mails a token that sets the password, proves the address and ends sessions", async () => {
    const { mock, api, user, ask, set } = forgetful();
    mock.dashboard.sessions.create({ user });

    const { body: reset, status } = await ask();
    expect(status).toBe(201);
    expect(reset.password_reset_url).toContain(reset.password_reset_token);
    expect(mock.outbox.last("ada@acme.test", "password_reset")?.token).toBe(reset.password_reset_token);
    expect((await api(`GET /user_management/password_reset/${reset.id}`)).body).toEqual(reset);
    const done = await set(reset.password_reset_token);

    expect(done).toMatchObject({ status: 200, body: { user: { id: user.id, email_verified: true } } });
    const { body } = await api("GET /events?limit=100");
    expect(body.data.slice(2).map((event: { event: string }) => event.event)).toEqual([
      "password_reset.created",
      "user.updated",
      "password_reset.succeeded",
      "session.revoked",
    ]);
  });

  it("lets in with the new password alone", async () => {
    const { mock, api, ask, set } = forgetful();
    const client = { client_id: mock.clientId, client_secret: mock.apiKey, grant_type: "password" };
    const signIn = (password: string) =>
      api("POST /user_management/authenticate", { ...client, email: "ada@acme.test", password });
    await set((await ask()).body.password_reset_token);

    expect((await signIn("the-old-password")).status).toBe(400);
    expect((await signIn(secret)).status).toBe(200);
  });

  it("ends every token that was mailed once one of them was used", async () => {
    const { ask, set } = forgetful();
    const [first, second] = [(await ask()).body, (await ask()).body];

    expect((await set(second.password_reset_token)).status).toBe(200);

    expect((await set(first.password_reset_token)).status).toBe(404);
  });

  it("refuses unknown, used and expired tokens, and weak passwords", async () => {
    const { mock, ask, set } = forgetful();
    const { password_reset_token: token } = (await ask()).body;

    expect((await set("nonsense")).status).toBe(404);
    expect(await set(token, "short")).toMatchObject({ status: 400, body: { code: "password_reset_error" } });
    expect((await set(token)).status).toBe(200);
    expect((await set(token)).status).toBe(404);
    const { password_reset_token: late } = (await ask()).body;
    await mock.clock.advance({ hours: 1 });
    expect((await set(late)).status).toBe(404);
  });

  it("refuses unknown addresses, managed users and bodies that do not fit", async () => {
    const { mock, api, user, ask, set } = forgetful();

    expect((await ask("nobody@acme.test")).status).toBe(404);
    expect(await ask("nonsense")).toMatchObject({ status: 422, body: { code: "invalid_request_parameters" } });
    expect(await set(7)).toMatchObject({ status: 422, body: { code: "invalid_request_parameters" } });
    expect((await api("GET /user_management/password_reset/password_reset_1")).status).toBe(404);
    const organization = mock.dashboard.organizations.create({ name: "Acme" });
    mock.dashboard.organizationMemberships.create({ user, organization, directory_managed: true });
    expect(await ask()).toMatchObject({ status: 403, body: { code: "password_reset_not_allowed" } });
  });

  it("refuses where passwords are off, and beyond the quota", async () => {
    const { mock, ask, set } = forgetful();
    mock.dashboard.settings.update({ daily_email_quota: 0 });
    expect(await ask()).toMatchObject({ status: 429, body: { code: "daily_quota_exceeded" } });
    const { authentication_methods } = mock.dashboard.settings.get();
    mock.dashboard.settings.update({ authentication_methods: { ...authentication_methods, password: false } });

    const off = { status: 403, body: { code: "email_password_auth_disabled" } };
    expect(await ask()).toMatchObject(off);
    expect(await set("any")).toMatchObject(off);
  });

  it("go on at the page that the mail links to", async () => {
    const { mock, ask } = forgetful();
    mock.environment("other").dashboard.users.create({ email: "ada@acme.test" });
    const { body: reset } = await ask();
    const link = mock.outbox.last("ada@acme.test")?.link ?? "";

    const form = await (await mock.fetch(link)).text();
    expect(form).toContain(`name="token" value="${reset.password_reset_token}"`);
    const send = async (new_password: string) => {
      const body = new URLSearchParams({ token: reset.password_reset_token, new_password });
      const answer = await mock.fetch(new URL("/reset-password", link), { method: "POST", body });
      return [answer.status, await answer.text()] as const;
    };

    expect(await send("short")).toEqual([400, expect.stringContaining("could not be reset")]);
    expect(await send(secret)).toEqual([200, expect.stringContaining("is set")]);
    expect(await send(secret)).toEqual([404, expect.stringContaining("not found")]);
    expect(mock.events.names.at(-1)).toBe("password_reset.succeeded");
  });
});
