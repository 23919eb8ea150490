import { generate } from "otplib";
import { expect, it } from "vitest";
import { comeBack, email, openStage, password, visit } from "./stage.ts";

const { mock, dashboard } = await openStage();

it("sign-in: AuthKit's page and single sign-on", async () => {
  const { callback, finishSso, login, startSso } = await import("./sign-in.example.ts");
  dashboard.users.create({ email, password, email_verified: true });
  const request = await comeBack(await login(new Request("https://app.example/login?return_to=/reports")));
  const signedIn = await callback(request);
  expect(signedIn.headers.get("location")).toBe("/reports");
  expect(signedIn.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^wos-sign-in-.{12}=;.*Max-Age=0/),
    expect.stringMatching(/^wos-session=Fe26/),
  ]);
  const again = await callback(new Request(request.url));
  expect([again.status, await again.text()]).toEqual([400, expect.stringContaining("no_pending_sign_in")]);

  const organization = dashboard.organizations.create({ name: "Acme" });
  dashboard.connections.create({ organization, type: "OktaSAML" });
  dashboard.sso.nextLogin({ email });
  const sso = await finishSso(await comeBack(await startSso(organization.id)));
  expect([sso.profile.email, sso.answer.headers.get("location")]).toEqual([email, "/dashboard"]);
  expect(sso.answer.headers.get("set-cookie")).toContain("Max-Age=0");
});

it("sign-in: what stops it, a second factor in one request and in two", async () => {
  const { askForCode, signIn, takeCode } = await import("./sign-in.example.ts");
  const { authenticateWithPassword } = await import("@workos-kit/client/auth");
  const { enrollUserAuthFactor } = await import("@workos-kit/client/operations");
  const { workos } = await import("./workos.ts");
  const user = dashboard.users.create({ email, password, email_verified: true });
  const organizations = ["Blue", "Red"].map((name) => dashboard.organizations.create({ name }));
  for (const organization of organizations) dashboard.organizationMemberships.create({ user, organization });
  const choose = async ([, second]: { id: string }[]) => second?.id ?? "";
  const never = () => Promise.reject(new Error("Nobody asked."));
  const chosen = await signIn(email, password, { choose, askForCode: never });
  expect(organizations.map(({ id }) => id)).toContain(chosen.organization_id);

  dashboard.settings.update({ mfa: "required" });
  const enrol = async (address: string) => {
    const { id } = dashboard.users.create({ email: address, password, email_verified: true });
    const { authentication_factor } = await enrollUserAuthFactor(workos, { user_id: id, type: "totp" });
    return { id, code: () => generate({ secret: authentication_factor.totp?.secret ?? "" }) };
  };
  const one = await enrol("one@acme.test");
  const signedIn = await signIn("one@acme.test", password, { choose: never, askForCode: one.code });
  expect(signedIn.user.id).toBe(one.id);

  const two = await enrol("two@acme.test");
  const stop = await authenticateWithPassword(workos, { email: "two@acme.test", password }).catch(
    (each: unknown) => each,
  );
  const asked = await askForCode(stop);
  const headers = { cookie: asked.headers.get("set-cookie")?.split(";")[0] ?? "" };
  const body = new URLSearchParams({ code: await two.code() });
  const done = await takeCode(new Request("https://app.example/login/code", { method: "POST", headers, body }));
  expect(done.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^wos-session=Fe26/),
    expect.stringMatching(/^wos-step=;.*Path=.login.code; Max-Age=0/),
  ]);

  dashboard.settings.update({ mfa: "off", require_email_verification: true });
  const unverified = dashboard.users.create({ email: "new@acme.test", password, email_verified: false });
  const mailed = async () => mock.outbox.last("new@acme.test", "email_verification")?.code ?? "";
  const verified = await signIn("new@acme.test", password, { choose: never, askForCode: mailed });
  expect(verified.user.id).toBe(unverified.id);
});

it("sessions: start, read, end, and Bearer tokens", async () => {
  const { api, handle, login, logout } = await import("./sessions.example.ts");
  dashboard.users.create({ email, password, email_verified: true });
  const cookie = (await login(email, password)).headers.get("set-cookie")?.split(";")[0] ?? "";
  const request = new Request("https://app.example/", { headers: { cookie } });

  expect(await (await handle(request)).text()).toBe(`Hello ${email}`);
  expect((await handle(new Request("https://app.example/"))).headers.get("location")).toBe("/login?return_to=%2F");
  expect((await logout(request)).headers.get("location")).toContain("/user_management/sessions/logout?session_id=");
  expect((await api(new Request("https://app.example/"))).status).toBe(401);
  const { authenticateWithPassword } = await import("@workos-kit/client/auth");
  const { workos } = await import("./workos.ts");
  const { access_token } = await authenticateWithPassword(workos, { email, password });
  const bearer = new Request("https://app.example/", { headers: { authorization: `Bearer ${access_token}` } });
  expect((await api(bearer)).status).toBe(403);
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
