import { authenticateWithPassword } from "@workos-kit/client/auth";
import { getJwks, listUserSessions, revokeSession, updateUser } from "@workos-kit/client/operations";
import { createSessions } from "@workos-kit/client/session";
import { describe, expect, it } from "vitest";
import { email, openStageWithUser, password, visit } from "./stage.ts";

const cookiePassword = "a password of at least thirty-two characters";

describe("a session in a cookie", () => {
  it("goes from login through refresh to logout", async () => {
    const { stage, sessions, signIn, lifetime } = await open();
    await using _ = stage;
    lifetime(-60);
    const first = await signIn();
    lifetime(300);

    const read = await sessions.read(first);
    if (!read.isSignedIn || read.setCookie === undefined) throw new Error("The session was not refreshed.");
    const second = requestWith(read.setCookie);
    const again = await sessions.read(second);
    const { url, setCookie } = await sessions.end(second, { return_to: "https://app.acme.test/bye" });

    expect(read.user.id).toBe(stage.user.id);
    expect(again).toMatchObject({ isSignedIn: true, claims: { sub: stage.user.id, sid: read.claims.sid } });
    expect(again).not.toHaveProperty("setCookie");
    expect((await visit(url ?? "")).href).toBe("https://app.acme.test/bye");
    expect(setCookie).toContain("Max-Age=0");
    expect(await sessions.refresh(second)).toMatchObject({ isSignedIn: false, reason: "invalid_grant", setCookie });
  });

  it("uses its refresh token once for twenty requests at the same time", async () => {
    const { stage, sessions, signIn, lifetime } = await open();
    await using _ = stage;
    stage.mock.dashboard.settings.update({ revoke_on_refresh_token_reuse: true });
    lifetime(-60);
    const request = await signIn();
    lifetime(300);

    const all = await Promise.all(Array.from({ length: 20 }, () => sessions.read(request)));

    expect(all.map(({ isSignedIn }) => isSignedIn)).toEqual(Array(20).fill(true));
    expect(new Set(all.map(({ setCookie }) => setCookie)).size).toBe(1);
    expect(stage.mock.requests.of("authenticate", { body: { grant_type: "refresh_token" } })).toHaveLength(1);
    expect(stage.mock.events.names).not.toContain("session.revoked");
  });

  it("carries the user as she is after a refresh, not as the old cookie has her", async () => {
    const { stage, sessions, signIn } = await open();
    await using _ = stage;
    const request = await signIn();
    await updateUser(stage.client, { id: stage.user.id, first_name: "Augusta" });

    expect(await sessions.refresh(request)).toMatchObject({ isSignedIn: true, user: { first_name: "Augusta" } });
  });

  it("takes on new roles and another organization by a refresh", async () => {
    const { stage, sessions, signIn } = await open();
    await using _ = stage;
    const request = await signIn();
    const acme = stage.join("Acme");

    const moved = await sessions.refresh(request, { organization_id: acme.id });

    expect(moved).toMatchObject({ isSignedIn: true, organization_id: acme.id, claims: { org_id: acme.id } });
  });

  it("outlives the key that signed its access token", async () => {
    const { stage, sessions, signIn } = await open();
    await using _ = stage;
    const request = await signIn();
    const { keys } = await getJwks(stage.client, { client_id: stage.mock.clientId });
    stage.mock.override("getJwks", { body: { keys: keys.map((key) => ({ ...key, kid: "of_today" })) } as never });

    const read = await sessions.read(request);

    expect(read).toMatchObject({ isSignedIn: true, user: { id: stage.user.id } });
    expect(stage.mock.requests.of("authenticate", { body: { grant_type: "refresh_token" } })).toHaveLength(1);
    expect(read.setCookie).toMatch(/^wos-session=/);
  });

  it("is kept while the API is down, and over once it was revoked", async () => {
    const { stage, sessions, signIn, lifetime } = await open();
    await using _ = stage;
    lifetime(-60);
    const request = await signIn();
    const outage = stage.mock.faults.add({ kind: "drop", operation: "authenticate" });

    const during = await sessions.read(request);
    outage.remove();
    for await (const { id } of listUserSessions(stage.client, { user_id: stage.user.id }))
      await revokeSession(stage.client, { session_id: id });

    expect(during).toMatchObject({ isSignedIn: false, reason: "connection", isRetryable: true });
    expect(during).not.toHaveProperty("setCookie");
    expect(await sessions.read(request)).toMatchObject({
      isSignedIn: false,
      isRetryable: false,
      reason: "invalid_grant",
    });
  });
});

type Stage = Awaited<ReturnType<typeof openStageWithUser>>;

async function open() {
  const stage = await openStageWithUser();
  const sessions = createSessions(stage.client, { password: cookiePassword });
  return {
    stage,
    sessions,
    signIn: async () => requestWith(await sessions.start(await login(stage))),
    lifetime: (seconds: number) => stage.mock.dashboard.settings.update({ access_token_lifetime_seconds: seconds }),
  };
}

function login({ client }: Stage) {
  return authenticateWithPassword(client, { email, password });
}

function requestWith(setCookie: string): Request {
  return new Request("https://app.acme.test/", { headers: { cookie: setCookie.split(";")[0] ?? "" } });
}
