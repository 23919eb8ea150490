import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CookieJar } from "@workos-kit/app-journey/cookie-jar";
import { createClient } from "@workos-kit/client";
import { deleteUser } from "@workos-kit/client/operations";
import { createMock } from "@workos-kit/testing";
import { type MockServer, serve } from "@workos-kit/testing/server";
import { createTestEvent, signPayload } from "@workos-kit/webhooks/testing";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { bundleWorker, startWorker } from "./start-worker.ts";

const mock = createMock();
const webhookSecret = "whsec_workers";
let server: MockServer;
let worker: Awaited<ReturnType<typeof startWorker>>;
let bundle: Awaited<ReturnType<typeof bundleWorker>>;

const folder = mkdtempSync(join(tmpdir(), "worker-"));
const start = () => {
  const { apiKey: WORKOS_API_KEY, clientId: WORKOS_CLIENT_ID } = mock;
  const WORKOS_COOKIE_PASSWORD = "a password of 32 characters or more";
  const own = { WORKOS_COOKIE_PASSWORD, WORKOS_WEBHOOK_SECRET: webhookSecret, WORKOS_BASE_URL: server.url };
  return startWorker(bundle.code, { WORKOS_API_KEY, WORKOS_CLIENT_ID, ...own }, folder);
};

beforeAll(async () => {
  server = await serve(mock);
  bundle = await bundleWorker();
  worker = await start();
  await worker.migrate();
});
afterEach(() => mock.reset());
afterAll(async () => {
  await worker.stop();
  await server.close();
  rmSync(folder, { recursive: true });
});

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

const fault = (status: number) => void mock.faults.add({ kind: "status", status, operation: "authenticate" });

describe("a sign-in in workerd", () => {
  it("leads over WorkOS and back to the page of the person", async () => {
    const browser = new CookieJar(worker.url);

    const visit = await signIn(browser);

    expect(JSON.parse(visit.html)).toEqual({ email: "ada@acme.test", isKnown: false });
    expect(visit.way).toEqual(["/login", "WorkOS", "/callback", "/me"]);
    expect(browser.names).toEqual(["wos-session"]);
  });

  it("is refused where another browser started it", async () => {
    const callback = await callbackOf(new CookieJar(worker.url));

    const { page, html } = await new CookieJar(worker.url).open(callback);

    expect([page.status, html]).toEqual([400, "The sign-in failed (no_pending_sign_in): try again."]);
  });

  it("works in two tabs at once, each with its own way back, and once", async () => {
    const browser = new CookieJar(worker.url);
    const first = await callbackOf(browser, "/login?return_to=/?tab=1");
    const second = await callbackOf(browser, "/login?return_to=//evil.test");

    const tabs = [await browser.fetch(first), await browser.fetch(second), await browser.fetch(first)];

    expect(tabs.map(({ status, headers }) => [status, headers.get("location")])).toEqual([
      [303, "/?tab=1"],
      [303, "/me"],
      [400, null],
    ]);
    expect(browser.names).toEqual(["wos-session"]);
  });

  it.each([
    ["the code is not good any more", 400, "invalid_grant", () => {}],
    ["WorkOS is out of order", 502, "request req", () => fault(500)],
  ])("says so when %s", async (_, status, reason, prepare) => {
    const browser = new CookieJar(worker.url);
    const callback = new URL(await callbackOf(browser));
    callback.searchParams.set("code", "spent");
    prepare();

    const { page, html } = await browser.open(callback);

    expect([page.status, html]).toEqual([status, expect.stringContaining(`The sign-in failed (${reason}`)]);
    expect(browser.names).toEqual([]);
  });

  it("says so when the person changes her mind", async () => {
    mock.dashboard.authentication.nextLogin({ error: "access_denied" });
    const browser = new CookieJar(worker.url);

    const { page, html } = await browser.open("/login");

    expect([page.status, html]).toEqual([400, "The sign-in failed (access_denied): try again."]);
    expect(browser.names).toEqual([]);
  });

  it("outlives that WorkOS cannot be asked", async () => {
    const browser = new CookieJar(worker.url);
    mock.dashboard.settings.update({ access_token_lifetime_seconds: -60 });
    await signIn(browser);
    fault(503);

    const down = await browser.fetch("/me");
    mock.faults.clear();
    const up = await browser.fetch("/me");

    expect([down.status, down.headers.get("retry-after"), up.status]).toEqual([503, "5", 200]);
    expect(up.headers.get("cache-control")).toBe("private, no-store");
  });

  it("sends who is not signed in to the login", async () => {
    const response = await fetch(`${worker.url}/me`, { redirect: "manual" });

    expect([response.status, response.headers.get("location")]).toEqual([302, "/login?return_to=%2Fme"]);
  });

  it("is refreshed once, however many requests come at the same time", async () => {
    const browser = new CookieJar(worker.url);
    mock.dashboard.settings.update({ access_token_lifetime_seconds: -60 });
    await signIn(browser);
    mock.dashboard.settings.update({ access_token_lifetime_seconds: 300 });
    const before = mock.requests.of("authenticate").length;

    const cookie = `wos-session=${browser.get("wos-session")}`;
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => fetch(`${worker.url}/me`, { headers: { cookie }, redirect: "manual" })),
    );

    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(mock.requests.of("authenticate").length - before).toBe(1);
  });

  it("is refreshed although the browser went away in the middle of it", async () => {
    const browser = new CookieJar(worker.url);
    mock.dashboard.settings.update({ access_token_lifetime_seconds: -60 });
    await signIn(browser);
    mock.faults.add({ kind: "latency", ms: 300, operation: "authenticate" });
    const before = mock.requests.of("authenticate").length;
    const cookie = `wos-session=${browser.get("wos-session")}`;
    const visit = (signal?: AbortSignal) =>
      fetch(`${worker.url}/me`, { headers: { cookie }, redirect: "manual", ...(signal && { signal }) });

    await expect(visit(AbortSignal.timeout(100))).rejects.toThrow();
    const { status } = await visit(AbortSignal.timeout(10_000));

    expect(status).toBe(200);
    expect(mock.requests.of("authenticate").length - before).toBe(1);
  });

  it("ends here and at WorkOS", async () => {
    const browser = new CookieJar(worker.url);
    await signIn(browser);
    const post = (origin: string) => browser.open("/logout", { method: "POST", headers: { origin } });

    expect((await post("https://evil.test")).page.status).toBe(403);
    expect((await post(worker.url)).html).toBe("Sign in at /login.");

    expect(browser.names).toEqual([]);
    expect(mock.events.names).toContain("session.revoked");
  });
});

describe("webhooks in workerd", () => {
  it("are verified with Web Crypto and kept in KV", async () => {
    mock.dashboard.webhookEndpoints.create({ endpoint_url: `${worker.url}/webhooks`, secret: webhookSecret });
    const browser = new CookieJar(worker.url);

    await signIn(browser, "grace@acme.test");
    await mock.webhooks.settled();
    const visit = await browser.open("/me");

    expect(JSON.parse(visit.html)).toEqual({ email: "grace@acme.test", isKnown: true });
    expect(mock.webhooks.deliveries.map(({ state }) => state)).not.toContain("pending");
  });

  it("are refused when they are not from WorkOS", async () => {
    mock.dashboard.webhookEndpoints.create({ endpoint_url: `${worker.url}/webhooks`, secret: "whsec_other" });

    await signIn(new CookieJar(worker.url), "eve@acme.test");
    await mock.webhooks.settled();

    const answers = mock.webhooks.deliveries.map(({ attempts }) => attempts[0]?.status);
    expect(new Set(answers)).toEqual(new Set([401]));
    const { keys } = await worker.users.list();
    expect(await Promise.all(keys.map(({ name }) => worker.users.get(name)))).not.toContain("eve@acme.test");
  });

  it("are handled once, however often and at whatever time they come", async () => {
    const deliver = async (email: string) => {
      const event = createTestEvent("user.created", { id: "event_twice", data: { id: "user_twice", email } });
      const { payload, headers } = await signPayload(event, { secret: webhookSecret });
      return (await fetch(`${worker.url}/webhooks`, { method: "POST", headers, body: String(payload) })).status;
    };

    const atOnce = await Promise.all(Array.from({ length: 10 }, () => deliver("first@acme.test")));
    const later = await deliver("later@acme.test");
    await worker.stop();
    worker = await start();
    const afterRestart = await deliver("last@acme.test");

    // 409: another delivery of it is being handled, so come again.
    expect(atOnce.filter((status) => status !== 200 && status !== 409)).toEqual([]);
    expect([atOnce.includes(200), later, afterRestart]).toEqual([true, 200, 200]);
    expect(await worker.users.get("user_twice")).toBe("first@acme.test");
  });
});

describe("the event log, by a cron trigger", () => {
  it("is read on from where the last run came to, also in a new isolate", async () => {
    const [ada, eve] = ["ada@acme.test", "eve@acme.test"].map((email) => mock.dashboard.users.create({ email }));
    const first = await worker.scheduled();
    await deleteUser(createClient({ apiKey: mock.apiKey, fetch: mock.fetch }), { id: eve?.id ?? "" });
    const grace = mock.dashboard.users.create({ email: "grace@acme.test" });
    await worker.stop();
    worker = await start();

    const second = await worker.scheduled();

    expect([first, second]).toEqual(["ok", "ok"]);
    const known = await Promise.all([ada, eve, grace].map((user) => worker.users.get(user?.id ?? "")));
    expect(known).toEqual(["ada@acme.test", null, "grace@acme.test"]);
    const asked = mock.requests.of("listEvents").map(({ query }) => Boolean(query.after));
    expect([asked[0], asked.at(-1)]).toEqual([false, true]);
  });
});
