import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

const ada = { id: "u-1", email: "ada@acme.test", first_name: "Ada", metadata: { plan: "team" } };
const redirect_uri = "https://app.test/cb";

function connect() {
  const { mock, api } = checkedMock();
  const { dashboard } = mock;
  const organization = dashboard.organizations.create({ name: "Acme" });
  const application = dashboard.connectApplications.create({
    name: "Reports",
    application_type: "oauth",
    is_first_party: false,
    organization_id: organization.id,
    redirect_uris: [{ uri: redirect_uri }],
  });
  const begin = () => dashboard.externalAuth.create({ application: application.id, redirect_uri, state: "s-1" });
  const complete = (change: object = {}) => api("POST /authkit/oauth2/complete", { ...begin(), user: ada, ...change });
  return { mock, api, application, organization, begin, complete };
}

describe("completeExternalAuth", () => {
  it("creates the user and leads on to the application with a code", async () => {
    const { mock, api, complete } = connect();

    const { status, body } = await complete();

    expect(status).toBe(200);
    const back = await mock.fetch(body.redirect_uri);
    expect(back.status).toBe(302);
    expect(back.headers.get("location")).toMatch(/^https:\/\/app\.test\/cb\?code=\w+&state=s-1$/);
    const user = await api("GET /user_management/users/external_id/u-1");
    expect(user.body).toMatchObject({ email: ada.email, email_verified: true, metadata: { plan: "team" } });
    // The way back is good for once.
    expect((await mock.fetch(body.redirect_uri)).status).toBe(400);
  });

  it("follows a sign-in that was sent to the app's own login page", async () => {
    const { mock, api, application } = connect();
    mock.dashboard.oauth.update({ external_login_uri: "https://app.test/login" });
    const query = new URLSearchParams({ client_id: application.client_id, redirect_uri, response_type: "code" });

    const sent = await mock.fetch(`https://acme.authkit.test/oauth2/authorize?${query}`);

    const login = new URL(sent.headers.get("location") ?? "");
    expect(login.origin + login.pathname).toBe("https://app.test/login");
    const external_auth_id = login.searchParams.get("external_auth_id");
    const { body } = await api("POST /authkit/oauth2/complete", { external_auth_id, user: ada });
    expect(new URL((await mock.fetch(body.redirect_uri)).headers.get("location") ?? "").searchParams.has("code")).toBe(
      true,
    );
  });

  it("matches by external id, then by address, and brings the user up to date", async () => {
    const { mock, api, complete } = connect();
    const known = mock.dashboard.users.create({ email: ada.email });

    await complete();
    await complete({ user: { ...ada, email: "ada@new.test", last_name: "Lovelace" } });

    expect((await api("GET /user_management/users/external_id/u-1")).body).toMatchObject({
      id: known.id,
      email: "ada@new.test",
      first_name: "Ada",
      last_name: "Lovelace",
    });
  });

  it("refuses a second time, and an unknown sign-in", async () => {
    const { begin, complete } = connect();
    const { external_auth_id } = begin();
    await complete({ external_auth_id });

    expect(await complete({ external_auth_id })).toMatchObject({
      status: 400,
      body: { code: "external_auth_session_already_completed" },
    });
    expect((await complete({ external_auth_id: "ext_auth_1" })).status).toBe(404);
    expect((await complete({ user: { id: "u-1" } })).status).toBe(422);
  });

  it("refuses addresses that cannot be taken", async () => {
    const { mock, organization, complete } = connect();
    mock.dashboard.users.create({ email: "eve@acme.test", external_id: "u-2" });
    const managed = mock.dashboard.users.create({ email: "bob@acme.test", external_id: "u-3" });
    mock.dashboard.organizationMemberships.create({ user: managed, organization, directory_managed: true });
    await complete();

    const taken = await complete({ user: { ...ada, email: "eve@acme.test" } });
    const other = await complete({ user: { id: "u-9", email: "eve@acme.test" } });
    const moved = await complete({ user: { id: "u-3", email: "bob@new.test" } });
    const bad = await complete({ user: { id: "u-4", email: "nonsense" } });

    const codes = [taken, other, moved, bad].map(({ status, body }) => [status, body.code]);
    expect(codes).toEqual([
      [400, "email_not_available"],
      [400, "email_not_available"],
      [400, "email_change_not_allowed"],
      [400, "invalid_email"],
    ]);
  });

  it("refuses consent options of an own application, and reserved claims", async () => {
    const { mock, complete } = connect();
    const own = mock.dashboard.connectApplications.create({
      name: "Own",
      application_type: "oauth",
      is_first_party: true,
    });
    const option = { claim: "plan", type: "enum", label: "Plan", choices: [{ value: "team", label: "Team" }] };
    const { external_auth_id } = mock.dashboard.externalAuth.create({ application: own.id, redirect_uri });

    expect(await complete({ external_auth_id, user_consent_options: [option] })).toMatchObject({
      status: 400,
      body: { code: "user_consent_options_not_supported" },
    });
    expect(await complete({ user_consent_options: [{ ...option, claim: "sub" }] })).toMatchObject({
      status: 400,
      body: { error: "Invalid claim", message: expect.any(String) },
    });
  });

  it("makes the choice of the user a claim of the token", async () => {
    const { mock, api, application, complete } = connect();
    const { secret } = mock.dashboard.connectSecrets.create({ application: application.id });
    const choices = [
      { value: "team", label: "Team" },
      { value: "solo", label: "Solo" },
    ];

    const { body } = await complete({
      user_consent_options: [{ claim: "plan", type: "enum", label: "Plan", choices }],
    });

    const back = new URL((await mock.fetch(body.redirect_uri)).headers.get("location") ?? "");
    const grant = {
      grant_type: "authorization_code",
      code: back.searchParams.get("code"),
      redirect_uri,
      client_id: application.client_id,
      client_secret: secret,
    };
    const tokens = await api("POST /oauth2/token", grant, { authorization: "" });
    expect(JSON.parse(atob(tokens.body.access_token.split(".")[1]))).toMatchObject({ plan: "team" });
  });
});
