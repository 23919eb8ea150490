import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CookieJar } from "@workos-kit/app-journey/cookie-jar";
import { createMock, type Mock } from "@workos-kit/testing";
import { type MockServer, serve } from "@workos-kit/testing/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createApp } from "./app.ts";
import { createAppBefore } from "./before.ts";

const email = "ada@acme.test";
const webhookSecret = "whsec_express";
const apps = { "the vendor's SDK": createAppBefore, "this client": createApp };

let mock: Mock;
let workos: MockServer;
let server: Server;
let users: Map<string, string>;
let url: string;
let organization: string;
let use: (create: typeof createApp) => void;

beforeEach(async () => {
  mock = createMock({ seed: 1 });
  workos = await serve(mock);
  users = new Map();
  let listener: RequestListener | undefined;
  server = createServer((request, response) => listener?.(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { apiKey, clientId } = mock;
  const cookiePassword = "a password of 32 characters or more";
  const settings = { apiKey, clientId, baseUrl: workos.url, appUrl: url, cookiePassword, webhookSecret };
  use = (create) => {
    listener = create(settings, users);
  };

  const { dashboard } = mock;
  for (const path of ["/callback", "/sso-callback"]) dashboard.redirectUris.create({ uri: url + path });
  const acme = dashboard.organizations.create({ name: "Acme", domains: ["acme.test"] });
  organization = acme.id;
  const user = dashboard.users.create({ email, email_verified: true });
  dashboard.organizationMemberships.create({ user, organization: acme });
  dashboard.connections.create({ organization: acme, type: "OktaSAML" });
  dashboard.directories.provision({ organization: acme, users: [{ email: "joan@acme.test", first_name: "Joan" }] });
  dashboard.auditLogSchemas.create({ action: "report.shared", targets: [{ type: "report" }] });
});

afterEach(async () => {
  server.close();
  server.closeAllConnections();
  await workos.close();
});

async function signIn(browser: CookieJar) {
  mock.dashboard.authentication.nextLogin({ email, organization });
  return browser.open("/login");
}

describe.each(Object.entries(apps))("the app with %s", (_, create) => {
  beforeEach(() => use(create));

  it("signs people in, shows their page, and signs them out", async () => {
    const browser = new CookieJar(url);

    const { html, way } = await signIn(browser);
    const signedOut = await browser.open("/logout", { method: "POST" });

    expect(way).toEqual(["/login", "WorkOS", "/callback", "/me"]);
    expect(JSON.parse(html)).toEqual({ email, known: false });
    expect(signedOut.way).toEqual(["/logout", "WorkOS", "/"]);
    expect(browser.names).toEqual([]);
    expect(mock.events.names).toContain("session.revoked");
  });

  it("refreshes an expired session", async () => {
    const browser = new CookieJar(url);
    mock.dashboard.settings.update({ access_token_lifetime_seconds: -60 });
    await signIn(browser);
    mock.dashboard.settings.update({ access_token_lifetime_seconds: 300 });
    const expired = browser.get("wos-session");

    const { page } = await browser.open("/me");

    expect(page.status).toBe(200);
    expect(browser.get("wos-session")).not.toBe(expired);
  });

  it("shows the people of the directory", async () => {
    const browser = new CookieJar(url);
    await signIn(browser);

    const { html } = await browser.open("/people");

    expect(JSON.parse(html)).toEqual([{ email: "joan@acme.test", firstName: "Joan", state: "active" }]);
  });

  it("records who has shared what", async () => {
    const browser = new CookieJar(url);
    await signIn(browser);

    const { status } = await browser.fetch("/reports/r-1/share", { method: "POST" });

    expect(status).toBe(204);
    expect(mock.requests.of("createAuditLogEvent")).toMatchObject([
      {
        status: 200,
        body: { organization_id: organization, event: { action: "report.shared", targets: [{ id: "r-1" }] } },
      },
    ]);
  });

  it("takes a single sign-on", async () => {
    mock.dashboard.sso.nextLogin({ email });

    const { html } = await new CookieJar(url).open(`/sso/${organization}`);

    expect(JSON.parse(html)).toEqual({ email, connection: "OktaSAML" });
  });

  it("hears of new users, from WorkOS alone", async () => {
    mock.dashboard.webhookEndpoints.create({ endpoint_url: `${url}/webhooks`, secret: webhookSecret });
    mock.dashboard.users.create({ email: "grace@acme.test" });
    await mock.webhooks.settled();

    const headers = { "content-type": "application/json", "workos-signature": `t=${Date.now()}, v1=00` };
    const forged = await fetch(`${url}/webhooks`, { method: "POST", headers, body: "{}" });

    expect([...users.values()]).toEqual(["grace@acme.test"]);
    expect(forged.status).toBe(401);
  });
});

it("keeps people signed in while the app moves, and when it moves back", async () => {
  const browser = new CookieJar(url);
  use(createAppBefore);
  await signIn(browser);

  const statuses: number[] = [];
  for (const create of [createApp, createAppBefore, createApp]) {
    use(create);
    statuses.push((await browser.fetch("/me")).status);
  }

  expect(statuses).toEqual([200, 200, 200]);
  expect(mock.requests.of("authenticate")).toHaveLength(1);
});

describe("what the old app did not do", () => {
  beforeEach(() => use(createApp));

  /** Signs in at WorkOS, and stops before the way back. */
  async function callbackOf(browser: CookieJar, login = "/login"): Promise<URL> {
    mock.dashboard.authentication.nextLogin({ email, organization });
    const started = await browser.fetch(login);
    const hosted = await browser.fetch(started.headers.get("location") ?? "");
    return new URL(hosted.headers.get("location") ?? "");
  }
  const outcomeOf = async (browser: CookieJar, address: URL | string) => {
    const { page, html } = await browser.open(address);
    return [page.status, html];
  };

  it("refuses a callback that another browser started", async () => {
    const [victim, attacker] = [new CookieJar(url), new CookieJar(url)];
    const callback = await callbackOf(attacker);

    expect(await outcomeOf(victim, callback)).toEqual([400, "The sign-in failed (no_pending_sign_in): try again."]);
    expect(victim.names).toEqual([]);
  });

  it("tells what went wrong: another mind, an old code, WorkOS out of order", async () => {
    const browser = new CookieJar(url);
    mock.dashboard.authentication.nextLogin({ error: "access_denied" });
    const changed = await outcomeOf(browser, "/login");
    const spent = await callbackOf(browser);
    spent.searchParams.set("code", "spent");
    const old = await outcomeOf(browser, spent);
    mock.faults.add({ kind: "status", status: 500, operation: "authenticate", times: 1 });
    const down = await outcomeOf(browser, await callbackOf(browser));

    expect([changed, old, down]).toEqual([
      [400, "The sign-in failed (access_denied): try again."],
      [400, "The sign-in failed (invalid_grant): try again."],
      [502, expect.stringMatching(/^WorkOS refused \(req/)],
    ]);
    expect(browser.names).toEqual([]);
  });

  it("leads back to the page that was asked for, and to no other site", async () => {
    const browser = new CookieJar(url);
    const login = (await browser.fetch("/people?sort=name")).headers.get("location") ?? "";

    const back = await browser.fetch(await callbackOf(browser, login));
    const away = await browser.fetch(await callbackOf(browser, "/login?return_to=//evil.test"));

    expect([back, away].map(({ headers }) => headers.get("location"))).toEqual(["/people?sort=name", "/me"]);
  });

  it("keeps people signed in while WorkOS cannot be asked", async () => {
    const browser = new CookieJar(url);
    mock.dashboard.settings.update({ access_token_lifetime_seconds: -60 });
    await browser.fetch(await callbackOf(browser));
    const fault = mock.faults.add({ kind: "status", status: 503, operation: "authenticate" });

    const down = await browser.fetch("/me");
    fault.remove();

    expect([down.status, down.headers.get("retry-after")]).toEqual([503, "5"]);
    expect((await browser.fetch("/me")).status).toBe(200);
  });

  it("lets no cache in between keep a page of a person", async () => {
    const browser = new CookieJar(url);
    await signIn(browser);

    const { headers } = await browser.fetch("/me");

    expect([headers.get("cache-control"), headers.get("x-powered-by")]).toEqual(["private, no-store", null]);
  });
});
