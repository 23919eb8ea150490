import { describe, expect, it } from "vitest";
import { expired, oauth } from "../../test/expired-session.ts";
import { json, type Recorded } from "../../test/recorder.ts";
import { password, requestWith, tokenWorld } from "../../test/token-world.ts";
import { createSessions } from "./sessions.ts";

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

  it("need not wait for the keys either", async () => {
    const { client, authentication } = await tokenWorld();
    const tokens = { verify: () => new Promise<never>(() => {}) };
    const sessions = createSessions(client, { password, tokens });
    const request = requestWith(await sessions.start(await authentication()));
    const leaving = new AbortController();

    const read = sessions.read(request, { signal: leaving.signal });
    leaving.abort(new Error("Gone."));

    await expect(read).rejects.toThrow("Gone.");
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
