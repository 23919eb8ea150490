import { generate } from "otplib";
import { expect, it } from "vitest";
import { comeBack, email, openStage, password, visit } from "./stage.ts";

const { mock, dashboard } = await openStage();

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
