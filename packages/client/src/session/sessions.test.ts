import { describe, expect, it } from "vitest";
import { json, recorder, refused } from "../../test/recorder.ts";
import { password, requestWith, tokenWorld, user } from "../../test/token-world.ts";
import { createClient } from "../client.ts";
import { TokenError } from "../tokens/token-error.ts";
import { createTokenVerifier, type TokenVerifier } from "../tokens/verifier.ts";
import { applySetCookie, parseSetCookie, readCookie, writeCookie } from "./cookie.ts";
import { sealSession, unsealSession } from "./seal.ts";
import { createSessions } from "./sessions.ts";

describe("sealSession", () => {
  it("opens again with the password, and with no other", async () => {
    const { authentication } = await tokenWorld();
    const given = await authentication();

    const sealed = await sealSession(given as never, password);

    expect(sealed).toMatch(/^Fe26\.2\*1\*.*~2$/);
    expect(await unsealSession(sealed, password)).toEqual(given);
    expect(await unsealSession(sealed, password.replace("a ", "b "))).toBeUndefined();
    expect(await unsealSession(sealed, [password.replace("a ", "b "), password])).toEqual(given);
  });

  it("keeps what it does not know of a user, and every script", async () => {
    const { authentication } = await tokenWorld();
    const changed = {
      address_2: "b",
      line2_of: "c",
      first_name: "Ægir 李 🦜 \u2028",
      metadata: { a_b: "ä", cD: "\0" },
    };

    const sealed = await sealSession(await authentication({ changed }), password);

    expect((await unsealSession(sealed, password))?.user).toMatchObject(changed);
  });

  it.each([[""], ["Fe26.2*1*x~2"], ["garbage~2"], ["~"]])("takes %j for no session", async (sealed) => {
    expect(await unsealSession(sealed, password)).toBeUndefined();
  });

  it("notices a changed cookie", async () => {
    const { authentication } = await tokenWorld();
    const sealed = await sealSession((await authentication()) as never, password);
    const middle = Math.floor(sealed.length / 2);

    const changed = sealed.slice(0, middle) + (sealed[middle] === "A" ? "B" : "A") + sealed.slice(middle + 1);

    expect(await unsealSession(changed, password)).toBeUndefined();
  });

  it("refuses a short password", async () => {
    await expect(unsealSession("x", "short")).rejects.toThrow(/32 characters/);
  });
});

describe("createSessions", () => {
  it("reads back the session it started", async () => {
    const { client, authentication, refreshes } = await tokenWorld();
    const sessions = createSessions(client, { password });
    const setCookie = await sessions.start((await authentication()) as never);

    const session = await sessions.read(requestWith(setCookie));

    expect(setCookie).toMatch(/^wos-session=Fe26\.2.*; Path=\/; Max-Age=34560000; HttpOnly; Secure; SameSite=Lax$/);
    expect(session).toMatchObject({ isSignedIn: true, user, organization_id: "org_1", claims: { role: "admin" } });
    expect(session.setCookie).toBeUndefined();
    expect(refreshes()).toBe(0);
  });

  it("refreshes an expired session, and gives the new user with the new cookie", async () => {
    const { client, authentication } = await tokenWorld();
    const sessions = createSessions(client, { password });
    const setCookie = await sessions.start((await authentication({ expiresIn: -60 })) as never);

    const session = await sessions.read(requestWith(setCookie));

    expect(session).toMatchObject({ isSignedIn: true, user: { last_name: "Changed" } });
    expect(await sessions.read(requestWith(session.setCookie ?? ""))).toMatchObject({ isSignedIn: true });
  });

  it("leaves an expired session alone where no cookie can be set", async () => {
    const { client, authentication, refreshes } = await tokenWorld();
    const sessions = createSessions(client, { password });
    const request = requestWith(await sessions.start((await authentication({ expiresIn: -60 })) as never));

    const session = await sessions.read(request, { canSetCookie: false });

    expect(session).toMatchObject({ isSignedIn: false, reason: "expired", isRetryable: true });
    expect(session.setCookie).toBeUndefined();
    expect(refreshes()).toBe(0);
  });

  it("uses a refresh token once, however many requests carry it", async () => {
    const { client, authentication, refreshes } = await tokenWorld();
    const sessions = createSessions(client, { password });
    const request = requestWith(await sessions.start((await authentication({ expiresIn: -60 })) as never));

    const all = await Promise.all(Array.from({ length: 20 }, () => sessions.read(request)));
    const late = await sessions.read(request);

    expect([...all, late].every((each) => each.isSignedIn)).toBe(true);
    expect(refreshes()).toBe(1);
  });

  it("lets a lock of the application decide who refreshes", async () => {
    const { client, authentication, refreshes } = await tokenWorld();
    const shared = new Map<string, Promise<string>>();
    const coalesce = (key: string, make: () => Promise<string>) => {
      const result = shared.get(key) ?? make();
      shared.set(key, result);
      return result;
    };
    const [one, two] = [createSessions(client, { password, coalesce }), createSessions(client, { password, coalesce })];
    const request = requestWith(await one.start((await authentication({ expiresIn: -60 })) as never));

    const both = await Promise.all([one.read(request), two.read(request)]);

    expect(both.map((each) => each.isSignedIn)).toEqual([true, true]);
    expect(refreshes()).toBe(1);
    expect([...shared.keys()][0]).toMatch(/^[\da-f]{64}$/);
  });

  it("switches organization without sharing the result of a plain refresh", async () => {
    const { client, authentication, requests } = await tokenWorld();
    const sessions = createSessions(client, { password });
    const request = requestWith(await sessions.start((await authentication()) as never));

    const session = await sessions.refresh(request, { organization_id: "org_2" });

    expect(session).toMatchObject({ isSignedIn: true, organization_id: "org_2", claims: { org_id: "org_2" } });
    expect(requests.at(-1)?.body).toContain('"organization_id":"org_2"');
  });

  it("refreshes a session whose access token is signed with a key of yesterday", async () => {
    const { client, authentication, refreshes } = await tokenWorld();
    const tokens: TokenVerifier = { verify: () => Promise.reject(new TokenError("unknown_key")) };
    const sessions = createSessions(client, { password, tokens });

    const session = await sessions.read(requestWith(await sessions.start((await authentication()) as never)));

    expect([session.isSignedIn, refreshes()]).toEqual([true, 1]);
  });

  it("ends the cookie of a session that is over", async () => {
    const { client, authentication } = await tokenWorld();
    const sessions = createSessions(client, { password, coalesce: (_, make) => make() });
    const request = requestWith(await sessions.start((await authentication({ expiresIn: -60 })) as never));
    await sessions.read(request);

    const again = await sessions.read(request);

    expect(again).toMatchObject({ isSignedIn: false, reason: "invalid_grant", isRetryable: false });
    expect(again.setCookie).toMatch(/^wos-session=; Path=\/; Max-Age=0/);
  });

  it.each([
    ["status_503", json({}, 503)],
    ["rate_limit_exceeded", json({ code: "rate_limit_exceeded", message: "" }, 429, { "retry-after": "7" })],
    ["connection", refused()],
    ["unreadable", new Response("<html>")],
  ])("keeps the cookie when the refresh may succeed later (%s)", async (reason, reply) => {
    const { authentication, client: working } = await tokenWorld();
    const client = createClient({ apiKey: "sk", clientId: "client_1", fetch: recorder(reply).fetch, retries: 0 });
    const tokens = createTokenVerifier(working);
    const sessions = createSessions(client, { password, tokens });
    const request = requestWith(await sessions.start((await authentication({ expiresIn: -60 })) as never));

    const session = await sessions.read(request);

    expect(session).toMatchObject({ isSignedIn: false, reason, isRetryable: true });
    expect(session.setCookie).toBeUndefined();
  });

  it.each([
    ["no cookie", "", "no_cookie"],
    ["a changed cookie", "wos-session=Fe26.2*1*nonsense~2", "invalid_cookie"],
  ])("knows nobody by %s", async (_, cookie, reason) => {
    const { client } = await tokenWorld();

    expect(await createSessions(client, { password }).read(requestWith(cookie))).toMatchObject({
      isSignedIn: false,
      isRetryable: false,
      reason,
    });
  });

  it("ends a session by address and cookie", async () => {
    const { client, authentication } = await tokenWorld();
    const sessions = createSessions(client, { password, cookie: { name: "s", secure: false, domain: "app.test" } });
    const request = requestWith(await sessions.start((await authentication({ expiresIn: -60 })) as never));

    expect(await sessions.end(request, { return_to: "https://app.test" })).toEqual({
      url: "https://api.workos.com/user_management/sessions/logout?session_id=session_1&return_to=https%3A%2F%2Fapp.test",
      setCookie: "s=; Path=/; Domain=app.test; Max-Age=0; HttpOnly; SameSite=Lax",
    });
    expect((await sessions.end(requestWith(""))).url).toBeUndefined();
  });
});

it("reads one cookie among others", () => {
  const request = new Request("https://app.test/", { headers: { cookie: 'other=1; wos-session="a%20b"; broken=%' } });

  expect([readCookie(request, "wos-session"), readCookie(request, "broken"), readCookie(request, "absent")]).toEqual([
    "a b",
    "%",
    undefined,
  ]);
  expect(writeCookie("v", { sameSite: "Strict", path: "/app", maxAgeSeconds: 60 })).toBe(
    "wos-session=v; Path=/app; Max-Age=60; HttpOnly; Secure; SameSite=Strict",
  );
});

it("shows a request as it would be with a cookie that is being set", () => {
  const headers = new Headers({ cookie: "a=1; s=old; b=2", accept: "text/html" });

  const changed = applySetCookie(headers, writeCookie("new", { name: "s" }));

  expect([changed.get("cookie"), changed.get("accept")]).toEqual(["a=1; b=2; s=new", "text/html"]);
  expect(applySetCookie(headers, writeCookie(undefined, { name: "s" })).get("cookie")).toBe("a=1; b=2");
  expect(applySetCookie(new Headers(), writeCookie("new", { name: "s" })).get("cookie")).toBe("s=new");
  expect(headers.get("cookie")).toBe("a=1; s=old; b=2");
});

it("takes a cookie apart for frameworks that set it themselves", () => {
  const set = writeCookie("a b~*", { path: "/App", domain: "app.test", sameSite: "Strict", maxAgeSeconds: 60 });
  const attributes = { httpOnly: true, secure: true };

  expect(parseSetCookie(set)).toEqual({
    name: "wos-session",
    value: "a b~*",
    options: { path: "/App", domain: "app.test", maxAge: 60, sameSite: "strict", ...attributes },
  });
  expect(parseSetCookie(writeCookie(undefined, { name: "s", secure: false }))).toEqual({
    name: "s",
    value: "",
    options: { path: "/", maxAge: 0, sameSite: "lax", ...attributes, secure: false },
  });
});
