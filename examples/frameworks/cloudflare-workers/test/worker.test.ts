import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { createMock } from "@workos-kit/testing";
import { type MockServer, serve } from "@workos-kit/testing/server";
import { createTestEvent, signPayload } from "@workos-kit/webhooks/testing";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Browser } from "./browser.ts";
import { bundleWorker, readConfiguration, startWorker } from "./start-worker.ts";

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
});
afterEach(() => mock.reset());
afterAll(async () => {
  await worker.stop();
  await server.close();
  rmSync(folder, { recursive: true });
});

async function signIn(browser: Browser, email = "ada@acme.test") {
  mock.dashboard.authentication.nextLogin({ email });
  return browser.open(`${worker.url}/login`);
}

describe("the bundle", () => {
  it("needs nothing of Node, also not by a compatibility flag", () => {
    expect(bundle.left).toEqual(["cloudflare:workers"]);
    expect(bundle.code).not.toMatch(/["']node:/);
    expect(readConfiguration()).not.toHaveProperty("compatibility_flags");
  });

  it("is small", () => {
    const bytes = gzipSync(bundle.code).length;

    console.log(`The Worker: ${bundle.code.length} bytes, ${bytes} compressed`);
    expect(bytes).toBeLessThan(40_000);
  });
});

describe("a sign-in in workerd", () => {
  it("leads over WorkOS and back to the page of the person", async () => {
    const browser = new Browser();

    const visit = await signIn(browser);

    expect(JSON.parse(visit.body)).toEqual({ email: "ada@acme.test", isKnown: false });
    const steps = browser.history.map((url) => new URL(url)).map(({ origin, pathname }) => origin + pathname);
    expect(steps).toEqual([
      `${worker.url}/login`,
      `${server.url}/user_management/authorize`,
      `${worker.url}/callback`,
      `${worker.url}/me`,
    ]);
    expect([...browser.cookies(worker.url).keys()]).toEqual(["wos-session"]);
  });

  it("is refused where another browser started it", async () => {
    const attacker = new Browser();
    await signIn(attacker);
    const callback = attacker.history.find((url) => url.includes("/callback")) ?? "";

    const visit = await new Browser().open(callback);

    expect(visit).toMatchObject({ status: 400, body: "The sign-in failed (state_mismatch): try again." });
  });

  it("sends who is not signed in to the login", async () => {
    const response = await fetch(`${worker.url}/me`, { redirect: "manual" });

    expect([response.status, response.headers.get("location")]).toEqual([302, "/login"]);
  });

  it("is refreshed once, however many requests come at the same time", async () => {
    const browser = new Browser();
    mock.dashboard.settings.update({ access_token_lifetime_seconds: -60 });
    await signIn(browser);
    mock.dashboard.settings.update({ access_token_lifetime_seconds: 300 });
    const before = mock.requests.of("authenticate").length;

    const cookie = `wos-session=${browser.cookies(worker.url).get("wos-session")}`;
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => fetch(`${worker.url}/me`, { headers: { cookie }, redirect: "manual" })),
    );

    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(mock.requests.of("authenticate").length - before).toBe(1);
  });

  it("is refreshed although the browser went away in the middle of it", async () => {
    const browser = new Browser();
    mock.dashboard.settings.update({ access_token_lifetime_seconds: -60 });
    await signIn(browser);
    mock.faults.add({ kind: "latency", ms: 300, operation: "authenticate" });
    const before = mock.requests.of("authenticate").length;
    const cookie = `wos-session=${browser.cookies(worker.url).get("wos-session")}`;
    const visit = (signal?: AbortSignal) =>
      fetch(`${worker.url}/me`, { headers: { cookie }, redirect: "manual", ...(signal && { signal }) });

    await expect(visit(AbortSignal.timeout(100))).rejects.toThrow();
    const { status } = await visit(AbortSignal.timeout(10_000));

    expect(status).toBe(200);
    expect(mock.requests.of("authenticate").length - before).toBe(1);
  });

  it("ends here and at WorkOS", async () => {
    const browser = new Browser();
    await signIn(browser);
    const post = (origin: string) => browser.open(`${worker.url}/logout`, { method: "POST", headers: { origin } });

    expect((await post("https://evil.test")).status).toBe(403);
    expect(await post(worker.url)).toMatchObject({ status: 200, body: "Sign in at /login." });

    expect(browser.cookies(worker.url).size).toBe(0);
    expect(mock.events.names).toContain("session.revoked");
  });
});

describe("webhooks in workerd", () => {
  it("are verified with Web Crypto and kept in KV", async () => {
    mock.dashboard.webhookEndpoints.create({ endpoint_url: `${worker.url}/webhooks`, secret: webhookSecret });
    const browser = new Browser();

    await signIn(browser, "grace@acme.test");
    await mock.webhooks.settled();
    const visit = await browser.open(`${worker.url}/me`);

    expect(JSON.parse(visit.body)).toEqual({ email: "grace@acme.test", isKnown: true });
    expect(mock.webhooks.deliveries.map(({ state }) => state)).not.toContain("pending");
  });

  it("are refused when they are not from WorkOS", async () => {
    mock.dashboard.webhookEndpoints.create({ endpoint_url: `${worker.url}/webhooks`, secret: "whsec_other" });

    await signIn(new Browser(), "eve@acme.test");
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
