import type { AddressInfo } from "node:net";
import { serve as listen, type ServerType } from "@hono/node-server";
import { CookieJar } from "@workos-kit/app-journey/cookie-jar";
import { createMock, type Mock } from "@workos-kit/testing";
import { type MockServer, serve } from "@workos-kit/testing/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createApp } from "./app.ts";
import type { Settings } from "./settings.ts";
import type { Users } from "./webhooks.ts";

const webhookSecret = "whsec_hono";
let mock: Mock;
let server: MockServer;
let listener: ServerType;
let users: Users;
let app: string;

/** Starts mock and app, each behind a port of its own. */
async function start(options: Parameters<typeof createMock>[0] = {}): Promise<void> {
  mock = createMock(options);
  server = await serve(mock);
  users = new Map();
  let handle: (request: Request) => Response | Promise<Response> = () => new Response(null, { status: 503 });
  listener = listen({ fetch: (request) => handle(request), hostname: "127.0.0.1", port: 0 });
  await new Promise((resolve) => listener.once("listening", resolve));
  app = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  handle = createApp(settings(), users).fetch;
  mock.dashboard.redirectUris.create({ uri: `${app}/callback` });
}

function settings(): Settings {
  const { apiKey, clientId } = mock;
  const cookiePassword = "a password of 32 characters or more";
  return { apiKey, clientId, baseUrl: server.url, appUrl: app, cookiePassword, webhookSecret };
}

async function stop(): Promise<void> {
  await new Promise((resolve) => listener.close(resolve));
  await server.close();
}

beforeEach(() => start());
afterEach(stop);

async function signIn(browser: CookieJar, email = "ada@acme.test") {
  mock.dashboard.authentication.nextLogin({ email });
  return browser.open("/login");
}

/** Signs in at WorkOS, and stops before the way back. */
async function callbackOf(browser: CookieJar, login = "/login"): Promise<string> {
  mock.dashboard.authentication.nextLogin({ email: "ada@acme.test" });
  const started = await browser.fetch(login);
  const hosted = await browser.fetch(started.headers.get("location") ?? "");
  return hosted.headers.get("location") ?? "";
}

describe("signing in", () => {
  it("leads over WorkOS and back to the page of the person", async () => {
    const browser = new CookieJar(app);

    const visit = await signIn(browser);

    expect(JSON.parse(visit.html)).toMatchObject({ email: "ada@acme.test" });
    expect(visit.way).toEqual(["/login", "WorkOS", "/callback", "/me"]);
    expect(browser.names).toEqual(["wos-session"]);
    expect((await browser.fetch("/me")).status).toBe(200);
  });

  it("gives the browser a cookie that no script reads and nobody else opens", async () => {
    const response = await fetch(`${app}/login`, { redirect: "manual" });
    const browser = new CookieJar(app);
    await signIn(browser);

    expect(response.headers.get("set-cookie")).toContain("HttpOnly; SameSite=Lax");
    expect(browser.get("wos-session")).toMatch(/^Fe26\.2\*/);
    const calls = mock.requests.of("authenticate");
    expect(calls.map(({ body, status }) => [body.grant_type, status])).toEqual([["authorization_code", 200]]);
  });

  it("refuses a callback that another browser started", async () => {
    const [victim, attacker] = [new CookieJar(app), new CookieJar(app)];
    const callback = await callbackOf(attacker);

    for (const url of [callback, callback.replace(/state=[^&]+/, "state=")]) {
      const { page, html } = await victim.open(url);
      expect([page.status, html]).toEqual([400, "The sign-in failed (no_pending_sign_in): try again."]);
    }
    expect(victim.names).toEqual([]);
  });

  it("works in two tabs at once, each with its own way back, and once", async () => {
    const browser = new CookieJar(app);
    const first = await callbackOf(browser, "/login?return_to=/me?tab=1");
    const second = await callbackOf(browser, "/login?return_to=//evil.test");

    const tabs = [await browser.fetch(first), await browser.fetch(second), await browser.fetch(first)];

    expect(tabs.map(({ status, headers }) => [status, headers.get("location")])).toEqual([
      [302, "/me?tab=1"],
      [302, "/me"],
      [400, null],
    ]);
    expect(browser.names).toEqual(["wos-session"]);
  });

  it("says so when the code is not good any more", async () => {
    const browser = new CookieJar(app);
    const callback = new URL(await callbackOf(browser));
    callback.searchParams.set("code", "spent");

    const { page, html } = await browser.open(callback);

    expect([page.status, html]).toEqual([400, "The sign-in failed (invalid_grant): try again."]);
    expect(browser.names).toEqual([]);
  });

  it("says so when WorkOS is out of order", async () => {
    const browser = new CookieJar(app);
    const callback = await callbackOf(browser);
    mock.faults.add({ kind: "status", status: 500, operation: "authenticate", times: 1 });

    const { page, html } = await browser.open(callback);

    expect([page.status, html]).toEqual([502, expect.stringMatching(/^WorkOS refused \(req/)]);
  });

  it("says so when the person changes her mind", async () => {
    mock.dashboard.authentication.nextLogin({ error: "access_denied" });

    const browser = new CookieJar(app);

    const { page, html } = await browser.open("/login");

    expect([page.status, html]).toEqual([400, "The sign-in failed (access_denied): try again."]);
    expect(browser.names).toEqual([]);
  });
});

describe("a protected page", () => {
  it.each(["", "wos-session=nonsense"])("sends who is not signed in to the login (cookie %o)", async (cookie) => {
    const response = await fetch(`${app}/me`, { redirect: "manual", headers: { cookie } });

    expect([response.status, response.headers.get("location")]).toEqual([302, "/login?return_to=%2Fme"]);
  });

  it("is kept by no cache in between", async () => {
    const browser = new CookieJar(app);
    await signIn(browser);

    const answers = [await browser.fetch("/me"), await fetch(`${app}/me`, { redirect: "manual" })];

    const kept = answers.map(({ headers }) => headers.get("cache-control"));
    expect(kept).toEqual(["private, no-store", "private, no-store"]);
  });

  it("refreshes an expired session once, and passes the new cookie on", async () => {
    const browser = new CookieJar(app);
    mock.dashboard.settings.update({ access_token_lifetime_seconds: -60 });
    await signIn(browser);
    const expired = browser.get("wos-session");
    mock.dashboard.settings.update({ access_token_lifetime_seconds: 300 });

    const visits = [await browser.open("/me"), await browser.open("/me")];

    expect(visits.map(({ page, html }) => [page.status, JSON.parse(html).email])).toEqual([
      [200, "ada@acme.test"],
      [200, "ada@acme.test"],
    ]);
    expect(browser.get("wos-session")).not.toBe(expired);
    const grants = mock.requests.of("authenticate").map(({ body }) => body.grant_type);
    expect(grants).toEqual(["authorization_code", "refresh_token", "refresh_token"]);
  });

  it("keeps people signed in while WorkOS cannot be asked", async () => {
    const browser = new CookieJar(app);
    mock.dashboard.settings.update({ access_token_lifetime_seconds: -60 });
    await signIn(browser);
    const fault = mock.faults.add({ kind: "status", status: 503, operation: "authenticate" });

    const down = await browser.fetch("/me");
    fault.remove();

    expect([down.status, down.headers.get("retry-after")]).toEqual([503, "5"]);
    expect((await browser.fetch("/me")).status).toBe(200);
  });
});

describe("signing out", () => {
  const post = (origin: string): RequestInit => ({
    method: "POST",
    headers: { origin, "content-type": "application/x-www-form-urlencoded" },
    body: "",
  });

  it("ends the session here and at WorkOS", async () => {
    const browser = new CookieJar(app);
    await signIn(browser);

    const { way, page } = await browser.open("/logout", post(app));

    expect([way, page.status]).toEqual([["/logout", "WorkOS", "/"], 200]);
    expect(browser.names).toEqual([]);
    expect(mock.events.names).toContain("session.revoked");
  });

  it("works behind a proxy, which asks by another address", async () => {
    const behind = createApp({ ...settings(), appUrl: "https://app.test" }, users);
    const leave = (origin: string) => behind.request("http://10.0.0.1:3000/logout", post(origin));

    const statuses = [await leave("https://app.test"), await leave("http://10.0.0.1:3000")].map(({ status }) => status);

    expect(statuses).toEqual([303, 403]);
  });

  it("is not done for another site", async () => {
    const browser = new CookieJar(app);
    await signIn(browser);

    expect((await browser.fetch("/logout", post("https://evil.test"))).status).toBe(403);
    expect((await browser.fetch("/me")).status).toBe(200);
  });
});

describe("webhooks", () => {
  it("keep the app's users up to date", async () => {
    mock.dashboard.webhookEndpoints.create({ endpoint_url: `${app}/webhooks`, secret: webhookSecret });
    const browser = new CookieJar(app);

    await signIn(browser);
    await mock.webhooks.settled();
    const visit = await browser.open("/me");

    expect([...users.values()]).toEqual(["ada@acme.test"]);
    expect(JSON.parse(visit.html)).toMatchObject({ known: true });
  });

  it("are refused when they are not from WorkOS", async () => {
    mock.dashboard.webhookEndpoints.create({ endpoint_url: `${app}/webhooks`, secret: "whsec_other" });

    await signIn(new CookieJar(app));
    await mock.webhooks.settled();

    expect(users.size).toBe(0);
    const answers = mock.webhooks.deliveries.map(({ attempts }) => attempts[0]?.status);
    expect(new Set(answers)).toEqual(new Set([401]));
  });
});
