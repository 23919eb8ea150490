import { describe, expect, it } from "vitest";
import { json, type Recorded, recorder, refused } from "../../test/recorder.ts";
import { password, requestWith, tokenWorld } from "../../test/token-world.ts";
import { createClient } from "../client.ts";
import { createTokenVerifier } from "../tokens/verifier.ts";
import { type Coalesce, coalesceInProcess } from "./coalesce.ts";
import { createSessions } from "./sessions.ts";

const oauth = (error: string, status = 400) => json({ error, error_description: "No." }, status);

/** A session that has expired, and an API that answers refreshes as it is told to. */
async function expired(...replies: Parameters<typeof recorder>) {
  const world = await tokenWorld();
  const { fetch, requests } = recorder(...replies);
  const client = createClient({ apiKey: "sk_test", clientId: "client_1", fetch, retries: 0 });
  let joined = 0;
  const inProcess = coalesceInProcess();
  const coalesce: Coalesce = (key, make) => {
    joined++;
    return inProcess(key, make);
  };
  const sessions = createSessions(client, { password, tokens: createTokenVerifier(world.client), coalesce });
  const request = requestWith(await sessions.start(await world.authentication({ expiresIn: -60 })));
  return { world, sessions, request, requests, allJoined: (count: number) => expect.poll(() => joined).toBe(count) };
}

describe("a refresh that fails", () => {
  it.each([
    // The session is over, or the person has to sign in in another way.
    ["invalid_grant", oauth("invalid_grant")],
    ["sso_required", json({ ...{ error: "sso_required", error_description: "" }, connection_ids: [] }, 400)],
    ["mfa_enrollment", json({ code: "mfa_enrollment", message: "" }, 403)],
    ["organization_membership_not_found", oauth("organization_membership_not_found")],
    ["one_of_tomorrow", json({ code: "one_of_tomorrow", message: "" }, 403)],
  ])("for %s ends the cookie", async (reason, reply) => {
    const { sessions, request } = await expired(reply);

    const session = await sessions.read(request);

    expect(session).toMatchObject({ isSignedIn: false, reason, isRetryable: false });
    expect(session.setCookie).toMatch(/^wos-session=; .*Max-Age=0/);
  });

  it.each([
    ["connection", refused("ECONNRESET")],
    ["unreadable", new Response("<html>")],
    ["unreadable", json({})],
    ["unreadable", json({ access_token: "a.b.c", refresh_token: "r", user: { id: "user_1" } })],
    ["status_500", json({}, 500)],
    ["status_503", new Response("Down.", { status: 503 })],
    ["status_408", json({}, 408)],
    ["too_many_requests", oauth("too_many_requests", 429)],
    // These are for the operator to repair: a wrong key must not sign everybody out.
    ["status_401", json({ message: "Unauthorized" }, 401)],
    ["invalid_client", oauth("invalid_client")],
    ["unauthorized_client", oauth("unauthorized_client")],
    ["invalid_request", oauth("invalid_request")],
    ["token_too_big", oauth("token_too_big")],
    ["invalid_request_parameters", json({ code: "invalid_request_parameters", message: "" }, 422)],
  ])("for %s keeps the cookie, and may be tried again", async (reason, reply) => {
    const { sessions, request } = await expired(reply);

    const session = await sessions.read(request);

    expect(session).toMatchObject({ isSignedIn: false, reason, isRetryable: true });
    expect(session.setCookie).toBeUndefined();
  });

  it("for want of time keeps the cookie, and may be tried again", async () => {
    const { world, request } = await expired();
    const fetch = () => new Promise<Response>(() => {});
    const client = createClient({ apiKey: "sk_test", clientId: "client_1", fetch, timeoutMs: 5 });
    const sessions = createSessions(client, { password, tokens: createTokenVerifier(world.client) });

    const session = await sessions.read(request);

    expect(session).toMatchObject({ isSignedIn: false, reason: "timeout", isRetryable: true });
    expect(session.setCookie).toBeUndefined();
  });

  it.each([
    ["connection", refused(), 1, { isRetryable: true }],
    ["invalid_grant", oauth("invalid_grant"), 1, { setCookie: expect.any(String) }],
    // To those who waited it might have been refused for an organization of somebody else: they ask once more.
    ["sso_required", oauth("sso_required"), 2, { isRetryable: false }],
  ])("for %s fails for all who wait, and is not tried by each", async (reason, reply, tries, facts) => {
    const { sessions, request, requests, allJoined } = await expired(async () => {
      await allJoined(requests.length === 1 ? 10 : 19);
      if (reply instanceof Error) throw reply;
      return reply.clone();
    });

    const all = await Promise.all(Array.from({ length: 10 }, () => sessions.read(request)));

    for (const each of all) expect(each).toMatchObject({ isSignedIn: false, reason, ...facts });
    expect(requests.length).toBe(tries);
  });

  it.each([
    ["status_403", json({ message: "Forbidden" }, 403)],
    ["status_404", new Response("<h1>Not found</h1>", { status: 404 })],
  ])("without a reason (%s) keeps the cookie, and sends the person to sign in", async (reason, reply) => {
    const { sessions, request } = await expired(reply);

    const session = await sessions.read(request);

    expect(session).toMatchObject({ isSignedIn: false, reason, isRetryable: false });
    expect(session.setCookie).toBeUndefined();
  });
});

describe("a switch of organization", () => {
  it.each(["organization_membership_not_found", "organization_not_found", "sso_required", "mfa_enrollment"])(
    "that is refused for %s leaves the session as it was",
    async (reason) => {
      const { sessions, request } = await expired(oauth(reason));

      const session = await sessions.refresh(request, { organization_id: "org_2" });

      expect(session).toMatchObject({ isSignedIn: false, reason, isRetryable: false });
      expect(session.setCookie).toBeUndefined();
    },
  );

  it("to the session's own is no switch, and of a session that is over ends it", async () => {
    const own = await expired(oauth("sso_required"));
    const over = await expired(oauth("invalid_grant"));

    expect((await own.sessions.refresh(own.request, { organization_id: "org_1" })).setCookie).toMatch(/Max-Age=0/);
    expect((await over.sessions.refresh(over.request, { organization_id: "org_2" })).setCookie).toMatch(/Max-Age=0/);
  });

  it("uses no token twice beside a refresh, whichever is first", async () => {
    for (const isFirst of [true, false]) {
      const { client, authentication, requests } = await tokenWorld();
      const sessions = createSessions(client, { password });
      const request = requestWith(await sessions.start(await authentication({ expiresIn: -60 })));
      const change = () => sessions.refresh(request, { organization_id: "org_2" });

      const early = isFirst ? change() : sessions.refresh(request);
      const [plain, switched] = await Promise.all([sessions.read(request), change(), early]);
      const late = await sessions.read(request);

      expect(switched).toMatchObject({ isSignedIn: true, organization_id: "org_2", claims: { org_id: "org_2" } });
      expect([plain.isSignedIn, late.isSignedIn]).toEqual([true, true]);
      expectUsedOnce(requests);
    }
  });

  it("goes on from the refresh before it, also to several organizations at once", async () => {
    const { client, authentication, requests } = await tokenWorld();
    const sessions = createSessions(client, { password });
    const request = requestWith(await sessions.start(await authentication({ expiresIn: -60 })));
    const wanted = ["org_2", "org_3", "org_2", "org_4"];

    const all = await Promise.all(wanted.map((organization_id) => sessions.refresh(request, { organization_id })));

    expect(all.map((each) => each.isSignedIn && each.claims.org_id)).toEqual(wanted);
    expectUsedOnce(requests);
  });

  it("ends where it was to, also when the API leaves the refresh token as it is", async () => {
    const { world, sessions, request } = await expired(async (asked: Recorded) => {
      const { organization_id } = JSON.parse(asked.body ?? "");
      return json({ ...(await world.authentication({ organization_id })), refresh_token: "always" });
    });
    const first = await sessions.read(request);
    const kept = requestWith(first.setCookie ?? "");

    for (const organization_id of ["org_2", "org_3", "org_2"]) {
      const claims = { org_id: organization_id };
      expect(await sessions.refresh(kept, { organization_id })).toMatchObject({ isSignedIn: true, claims });
    }
  });

  it("or new roles are asked for at once, also when the API leaves the refresh token as it is", async () => {
    let asked = 0;
    const { world, sessions, request } = await expired(async () => {
      const changed = { last_name: `Change ${++asked}` };
      return json({ ...(await world.authentication({ changed, expiresIn: 300 + asked })), refresh_token: "always" });
    });
    const [first, beside] = await Promise.all([sessions.read(request), sessions.read(request)]);

    const second = await sessions.refresh(requestWith(first.setCookie ?? ""));
    const third = await sessions.refresh(requestWith(second.setCookie ?? ""));

    expect(beside).toMatchObject({ user: { last_name: "Change 1" } });
    expect(second).toMatchObject({ isSignedIn: true, user: { last_name: "Change 2" } });
    expect(third).toMatchObject({ isSignedIn: true, user: { last_name: "Change 3" } });
    expect(await sessions.read(request)).toMatchObject({ user: { last_name: "Change 1" } });
  });

  it("that is refused disturbs nobody who waits for the same token", async () => {
    const { world, sessions, request, requests, allJoined } = await expired(async (asked: Recorded) => {
      if (!asked.body?.includes("org_9")) return world.answer(asked);
      await allJoined(11);
      return oauth("organization_membership_not_found");
    });

    const refusal = sessions.refresh(request, { organization_id: "org_9" });
    await allJoined(1);
    const reads = await Promise.all(Array.from({ length: 10 }, () => sessions.read(request)));

    expect(await refusal).toMatchObject({ isSignedIn: false, reason: "organization_membership_not_found" });
    expect(reads.map((each) => each.isSignedIn)).toEqual(Array(10).fill(true));
    expect(requests).toHaveLength(2);
  });

  it("is no plain refresh, which stays in the organization of the token where the cookie names none", async () => {
    const { client, authentication, requests } = await tokenWorld();
    const sessions = createSessions(client, { password });
    const { organization_id, ...unnamed } = await authentication({ organization_id: "org_5" });

    await sessions.refresh(requestWith(await sessions.start(unnamed)));

    expect(JSON.parse(requests.at(-1)?.body ?? "")).toMatchObject({ organization_id: "org_5" });
  });
});

describe("a caller who goes away", () => {
  it("takes nobody along who waits for the same refresh", async () => {
    let release = () => {};
    const { world, sessions, request, requests } = await expired(async (asked: Recorded) => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return world.answer(asked);
    });
    const leaving = new AbortController();

    const first = sessions.read(request, { signal: leaving.signal });
    const second = sessions.read(request);
    await expect.poll(() => requests.length).toBe(1);
    leaving.abort(new Error("Gone."));
    await expect(first).rejects.toThrow("Gone.");
    release();

    expect(await second).toMatchObject({ isSignedIn: true });
    expect(await sessions.read(request)).toMatchObject({ isSignedIn: true });
    expect(requests).toHaveLength(1);
  });

  it("before she came uses no token", async () => {
    const { sessions, request, requests } = await expired(json({}));

    const read = sessions.read(request, { signal: AbortSignal.abort(new Error("Gone.")) });

    await expect(read).rejects.toThrow("Gone.");
    expect(requests).toHaveLength(0);
  });
});

function expectUsedOnce(requests: readonly Recorded[]): void {
  const spent = requests.flatMap(({ body }) => (body?.startsWith("{") ? [JSON.parse(body).refresh_token] : []));
  expect(spent.length).toBeGreaterThan(0);
  expect(new Set(spent).size).toBe(spent.length);
}
