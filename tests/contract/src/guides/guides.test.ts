import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { QueryClient } from "@tanstack/react-query";
import { createMock } from "@workos-kit/testing";
import { dsyncUserCreatedEvent, signed } from "@workos-kit/testing/fixtures";
import { serve } from "@workos-kit/testing/server";
import { getResponse } from "msw";
import { generate } from "otplib";
import { afterAll, beforeEach, expect, it, vi } from "vitest";

// The examples read the environment, as an app does: a mock behind a port is what they find there.
const mock = createMock({ seed: 1 });
const server = await serve(mock);
const folder = await mkdtemp(join(tmpdir(), "guides-"));
vi.stubEnv("WORKOS_API_KEY", mock.apiKey);
vi.stubEnv("WORKOS_CLIENT_ID", mock.clientId);
vi.stubEnv("WORKOS_BASE_URL", server.url);
vi.stubEnv("COOKIE_PASSWORD", "a cookie password of 32 characters");
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
  await rm(folder, { recursive: true });
});

const { dashboard } = mock;
const email = "ada@acme.test";
const password = "correct-Horse-7-staple";
beforeEach(() => mock.reset());

it("the README's start", async () => {
  vi.stubGlobal("fetch", mock.fetch);
  const log = vi.spyOn(console, "log").mockReturnValue(undefined);

  await import("./readme.example.ts");

  expect(log.mock.calls).toEqual([["Acme"]]);
  log.mockRestore();
  vi.unstubAllGlobals();
});

it("the start of the whole: a client, a mock, an endpoint for webhooks", async () => {
  vi.stubGlobal("fetch", mock.fetch);
  vi.stubEnv("WORKOS_WEBHOOK_SECRET", "whsec_start");
  dashboard.organizations.create({ name: "Acme", domains: ["acme.test"], external_id: "customer-1" });
  const log = vi.spyOn(console, "log").mockReturnValue(undefined);

  await import("./start-client.example.ts");
  const own = await import("./start-mock.example.ts");
  const { added, POST } = await import("./start-webhooks.example.ts");
  const created = dsyncUserCreatedEvent({ directory_id: "directory_1", email });
  const { request } = await signed(created, { secret: "whsec_start" });
  const { status } = await POST(request);

  expect(log.mock.calls).toEqual([[400, expect.stringContaining("already"), expect.stringMatching(/^req/)], ["Acme"]]);
  expect((await own.workos.GET("/organizations")).ok).toBe(true);
  expect([status, added]).toEqual([200, [`directory_1: ${email}`]]);
  log.mockRestore();
  vi.unstubAllGlobals();
});

it("errors: narrow, and show the fields", async () => {
  const { createOnce, nameOf, signIn } = await import("./errors.example.ts");
  const acme = await createOnce("Acme", "o-1");
  const user = dashboard.users.create({ email, password, email_verified: true });
  for (const name of ["One", "Two"])
    dashboard.organizationMemberships.create({ user, organization: dashboard.organizations.create({ name }) });

  expect(await createOnce("Acme", "o-1")).toBeUndefined();
  expect([await nameOf(acme?.id ?? ""), await nameOf("org_unknown")]).toEqual(["Acme", undefined]);
  expect(await signIn(email, password)).toMatchObject({ choose: [{ name: "One" }, { name: "Two" }] });
});

it("retries: one call, one write, one client", async () => {
  const { patient, read, startExport } = await import("./retries.example.ts");
  const { id } = dashboard.organizations.create({ name: "Acme" });
  mock.faults.add({ kind: "status", status: 503, operation: "getOrganization", times: 1 });

  expect((await read(id, AbortSignal.timeout(10_000))).name).toBe("Acme");
  expect((await startExport(id, 3)).state).toBe("pending");
  expect((await patient.GET("/organizations")).ok).toBe(true);
  expect(mock.requests.of("getOrganization").map(({ status }) => status)).toEqual([503, 200]);
});

it("pagination: items, pages, a cursor, an array", async () => {
  const { countOrganizations, firstTwoPages, newest, readOn } = await import("./pagination.example.ts");
  for (let number = 0; number < 25; number++)
    dashboard.organizations.create({ name: `Acme ${number}`, domains: [`acme-${number}.test`] });
  const users = Array.from({ length: 150 }, (_, number) => ({ email: `person-${number}@acme.test` }));
  const { directory } = dashboard.directories.provision({ organization: "Acme 0", users });
  const log = vi.spyOn(console, "log").mockReturnValue(undefined);
  const cursors: (string | null)[] = [];

  expect(await countOrganizations()).toBe(25);
  expect((await firstTwoPages()).ids).toHaveLength(20);
  await readOn(directory.id, undefined, (cursor) => cursors.push(cursor));
  await readOn(directory.id, cursors[0] ?? undefined, () => {});
  expect(log).toHaveBeenCalledTimes(150 + 50);
  expect(cursors).toEqual([expect.any(String), null]);
  expect((await newest())[0]).toBe("Acme 24");
  log.mockRestore();
});

it("sign-in: AuthKit's page, a second factor, single sign-on", async () => {
  const { callback, finishSso, login, signIn, startSso } = await import("./sign-in.example.ts");
  const user = dashboard.users.create({ email, password, email_verified: true });
  const request = await comeBack(await login(new Request("https://app.example/login?return_to=/reports")));
  const signedIn = await callback(request);
  expect(signedIn.headers.get("location")).toBe("/reports");
  expect(signedIn.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^wos-sign-in-.{12}=;.*Max-Age=0/),
    expect.stringMatching(/^wos-session=Fe26/),
  ]);
  await expect(callback(new Request(request.url))).rejects.toMatchObject({ reason: "no_pending_sign_in" });

  const organization = dashboard.organizations.create({ name: "Acme" });
  dashboard.connections.create({ organization, type: "OktaSAML" });
  dashboard.sso.nextLogin({ email });
  expect((await finishSso(await comeBack(await startSso(organization.id)))).email).toBe(email);

  const { enrollUserAuthFactor } = await import("@workos-kit/client/operations");
  const { workos } = await import("./workos.ts");
  const factor = await enrollUserAuthFactor(workos, { user_id: user.id, type: "totp" });
  const secret = factor.authentication_factor.totp?.secret ?? "";
  dashboard.settings.update({ mfa: "required" });
  expect((await signIn(email, password, () => generate({ secret }))).user.id).toBe(user.id);
});

it("sessions: start, read, end, and Bearer tokens", async () => {
  const { api, handle, login, logout } = await import("./sessions.example.ts");
  dashboard.users.create({ email, password, email_verified: true });
  const cookie = (await login(email, password)).headers.get("set-cookie")?.split(";")[0] ?? "";
  const request = new Request("https://app.example/", { headers: { cookie } });

  expect(await (await handle(request)).text()).toBe(`Hello ${email}`);
  expect((await handle(new Request("https://app.example/"))).headers.get("location")).toBe("/login");
  expect((await logout(request)).headers.get("location")).toContain("/user_management/sessions/logout?session_id=");
  expect((await api(new Request("https://app.example/"))).status).toBe(401);
  const { authenticateWithPassword } = await import("@workos-kit/client/auth");
  const { workos } = await import("./workos.ts");
  const { access_token } = await authenticateWithPassword(workos, { email, password });
  const bearer = new Request("https://app.example/", { headers: { authorization: `Bearer ${access_token}` } });
  expect((await api(bearer)).status).toBe(403);
});

it("events: follow with a cursor on disk, count a range, read a directory", async () => {
  const { count, emailsOf, follow } = await import("./events.example.ts");
  for (const each of ["one@acme.test", "two@acme.test"]) dashboard.users.create({ email: each });
  const seen: string[] = [];
  const stop = new AbortController();
  const run = follow(
    join(folder, "cursors.db"),
    async (name) => {
      seen.push(name);
      if (seen.length === 2) stop.abort(new Error("Enough."));
    },
    stop.signal,
  );
  await expect(run).rejects.toThrow("Enough.");
  const { directory } = dashboard.directories.provision({
    organization: dashboard.organizations.create({ name: "Acme" }).id,
    users: [{ email }],
  });
  const now = mock.clock.now();

  expect(seen).toEqual(["user.created", "user.created"]);
  expect(await count(new Date(now - 60_000), new Date(now + 60_000))).toBeGreaterThanOrEqual(2);
  expect(await emailsOf(directory.id)).toEqual([email]);
});

it("events: cursor and work in one transaction", async () => {
  const { copy } = await import("./events.example.ts");
  dashboard.users.create({ email });
  const asked: string[] = [];
  let cursor: unknown;
  const query = async (text: string, values: unknown[]) => {
    asked.push(text.split(" ").slice(0, 3).join(" "));
    if (text.startsWith("INSERT INTO workos_cursors")) cursor = values[1];
    return { rows: cursor === undefined ? [] : [{ cursor }] };
  };

  await copy({ query });
  await copy({ query });

  const work = ["BEGIN", "INSERT INTO history", "INSERT INTO workos_cursors", "COMMIT"];
  expect(asked).toEqual(["SELECT cursor FROM", ...work, "INSERT INTO workos_cursors", "SELECT cursor FROM"]);
});

it("audit log exports: to a file, and on from where it stopped", async () => {
  const { exportTo, resume } = await import("./audit-log-export.example.ts");
  const organization = dashboard.organizations.create({ name: "Acme" });
  const occurred_at = new Date(mock.clock.now() - 60_000);
  dashboard.auditLogs.create({
    organization,
    action: "report.shared",
    occurred_at: occurred_at.toISOString(),
    actor: { id: "user_1", type: "user" },
    targets: [{ id: "r-1", type: "report" }],
    context: { location: "203.0.113.9" },
  });
  const log = vi.spyOn(console, "log").mockReturnValue(undefined);
  const path = join(folder, "export.csv");

  const now = mock.clock.now();
  const { id, bytes } = await exportTo(path, organization.id, new Date(now - 3_600_000), new Date(now));

  expect(await readFile(path, "utf8")).toContain("report.shared");
  expect((await resume(path, id)).bytes).toBe(bytes);
  expect(log).toHaveBeenCalled();
  log.mockRestore();
});

it("vault: what was sealed here opens here, and only for its row", async () => {
  const { keep, seal, sealAll, unseal } = await import("./vault.example.ts");
  const blob = await seal("row-1", "org_1", "secret");

  expect([await unseal("row-1", blob), await unseal("row-2", blob)]).toEqual(["secret", undefined]);
  expect(await sealAll(["a", "b"], { team: "1" })).toHaveLength(2);
  expect(mock.requests.of("createDataKey")).toHaveLength(2);
  expect(await keep("token", "one")).toBe("one");
});

it("feature flags: evaluate without asking", async () => {
  dashboard.featureFlags.create({ slug: "new-editor", enabled: true, default_value: true });
  const { decisionsFor, editorFor, flags, ready, watchFrom } = await import("./feature-flags.example.ts");
  await ready;
  const early = watchFrom(flags.all());

  expect(editorFor("user_1", undefined)).toBe("new");
  expect(decisionsFor("user_1")).toEqual({ "new-editor": true });
  expect(early.isEnabled("new-editor")).toBe(true);
  flags.close();
  early.close();
});

it("openapi types: openapi-fetch, openapi-react-query, openapi-msw", async () => {
  const { connect, find, gone, organizationQuery } = await import("./openapi-types.example.ts");
  const api = connect(server.url, mock.apiKey);
  for (const name of ["acme", "bluefern", "copperhill"])
    dashboard.organizations.create({ name, domains: [`${name}.test`] });
  const [acme] = await find(api, "acme.test");

  const found = await find(api, "acme.test", "bluefern.test");
  const queried = await new QueryClient().fetchQuery(organizationQuery(api, acme?.id ?? ""));
  const answer = await getResponse([gone], new Request("https://api.workos.com/organizations/org_1"));

  expect(found.map(({ name }) => name).sort()).toEqual(["acme", "bluefern"]);
  expect(queried.name).toBe("acme");
  expect([answer?.status, await answer?.json()]).toEqual([404, { message: "Organization not found: 'org_1'." }]);
});

it("hooks: see, add headers, log, validate", async () => {
  const { checked, lines, logging, seen, watched } = await import("./hooks.example.ts");

  await watched.GET("/organizations");
  await logging.GET("/organizations/{id}", { params: { path: { id: "org_unknown" } } });

  expect(seen).toEqual([expect.stringMatching(/^\/organizations 200 \d+ req/)]);
  expect(mock.requests.of("listOrganizations")[0]?.headers.traceparent).toMatch(/^00-/);
  expect(lines).toEqual([expect.stringMatching(/^GET \/organizations\/\{id\} answered 404/)]);
  expect((await checked.GET("/organizations")).ok).toBe(true);
});

it("public clients: PKCE in a browser, the device flow in a CLI", async () => {
  const { begin, finish, signInOnDevice } = await import("./public-client.example.ts");
  const user = dashboard.users.create({ email, password, email_verified: true });
  const started = await begin();
  expect((await finish(await visit(started.url), started)).user.id).toBe(user.id);

  const lines: string[] = [];
  const approve = async () => {
    dashboard.authentication.approveDevice({ user_code: lines[0]?.match(/enter (\S+)\.$/)?.[1] ?? "", user });
  };
  const done = await signInOnDevice((line) => lines.push(line), { world: { sleep: approve } });
  expect(done.user.id).toBe(user.id);
  for (const { headers } of mock.requests.of("authenticate")) expect(headers).not.toHaveProperty("authorization");
});

/** Follows an address like a browser: gives where it redirects to. */
async function visit(url: string): Promise<string> {
  return (await fetch(url, { redirect: "manual" })).headers.get("location") ?? "";
}

/** Goes where a sign-in leads, and back to the app with the cookie that it has set. */
async function comeBack(started: Response): Promise<Request> {
  const cookie = started.headers.get("set-cookie")?.split(";")[0] ?? "";
  return new Request(await visit(started.headers.get("location") ?? ""), { headers: { cookie } });
}
