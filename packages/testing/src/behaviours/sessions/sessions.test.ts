import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

function signedIn() {
  const { mock, api } = checkedMock();
  const user = mock.dashboard.users.create({ email: "ada@acme.test" });
  const session = mock.dashboard.sessions.create({ user, ip_address: "203.0.113.24" });
  const list = async () => (await api(`GET /user_management/users/${user.id}/sessions`)).body.data;
  const logout = (query: string) => api(`GET /user_management/sessions/logout?${query}`);
  const revocations = async () => (await api("GET /events?events=session.revoked")).body.data;
  return { mock, api, user, session, list, logout, revocations };
}

describe("sessions", () => {
  it("lists a user's sessions", async () => {
    const { session, list, user } = signedIn();
    const { refresh_token: _, ...expected } = session;

    expect(await list()).toEqual([expected]);
    expect(expected).toMatchObject({ user_id: user.id, auth_method: "password", status: "active", ended_at: null });
  });

  it("revokes one, with one event", async () => {
    const { api, session, list, revocations } = signedIn();

    const revoked = await api("POST /user_management/sessions/revoke", { session_id: session.id });
    await api("POST /user_management/sessions/revoke", { session_id: session.id });

    expect(revoked).toMatchObject({ status: 200, body: undefined });
    expect(await list()).toMatchObject([{ status: "revoked", ended_at: "2026-01-01T00:00:00.000Z" }]);
    expect(await revocations()).toMatchObject([{ data: { id: session.id, status: "revoked" } }]);
  });

  it("expires after the longest session of the environment", async () => {
    const { mock, list, session } = signedIn();

    await mock.clock.advance({ days: 30 });

    expect(await list()).toMatchObject([{ status: "expired", ended_at: session.expires_at }]);
  });

  it("gives an impersonator an hour", async () => {
    const { mock, user } = signedIn();

    const session = mock.dashboard.sessions.create({ user, impersonator: { email: "eve@vendor.test", reason: null } });

    expect(session).toMatchObject({ auth_method: "impersonation", expires_at: "2026-01-01T01:00:00.000Z" });
  });

  it("logs out in the browser and leads back", async () => {
    const { session, logout, list } = signedIn();

    const out = await logout(`session_id=${session.id}&return_to=https://app.acme.test/bye`);

    expect(out.status).toBe(302);
    expect(out.headers.get("location")).toBe("https://app.acme.test/bye");
    expect(await list()).toMatchObject([{ status: "revoked" }]);
  });

  it("leads to the configured address when none is given, or the session is unknown", async () => {
    const { mock, session, logout } = signedIn();
    mock.dashboard.settings.update({ sign_out_redirects: ["https://*.acme.test/bye", "https://acme.test/out"] });

    expect((await logout(`session_id=${session.id}`)).headers.get("location")).toBe("https://acme.test/out");
    const unknown = await logout("session_id=session_1&return_to=https://eu.acme.test/bye");
    expect(unknown.headers.get("location")).toBe("https://eu.acme.test/bye");
  });

  it("refuses a logout that names no session or leads elsewhere", async () => {
    const { mock, session, logout, list } = signedIn();
    mock.dashboard.settings.update({ sign_out_redirects: ["https://acme.test/out"] });

    expect((await logout("return_to=https://acme.test/out")).status).toBe(422);
    expect((await logout(`session_id=${session.id}&return_to=https://evil.test/`)).status).toBe(422);
    expect((await logout(`session_id=${session.id}&return_to=javascript:alert(1)`)).status).toBe(422);
    expect(await list()).toMatchObject([{ status: "active" }]);
  });

  it("refuses unknown sessions and users", async () => {
    const { api, user } = signedIn();

    expect((await api("POST /user_management/sessions/revoke", { session_id: "session_1" })).status).toBe(400);
    expect((await api("POST /user_management/sessions/revoke", {})).status).toBe(400);
    expect((await api("GET /user_management/users/user_1/sessions")).status).toBe(404);
    expect((await api(`GET /user_management/users/${user.id}/sessions?limit=0`)).status).toBe(422);
  });
});
