import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

const redirect_uri = "https://app.test/cb";
const form = { "content-type": "application/x-www-form-urlencoded", authorization: "" };

function connect() {
  const { mock, api } = checkedMock();
  const { dashboard } = mock;
  const user = dashboard.users.create({ email: "ada@acme.test" });
  const organization = dashboard.organizations.create({ name: "Acme" });
  const application = dashboard.connectApplications.create({
    name: "CLI",
    application_type: "oauth",
    is_first_party: true,
    redirect_uris: [{ uri: redirect_uri }, { uri: "http://127.0.0.1/cb" }],
  });
  const { secret } = dashboard.connectSecrets.create({ application: application.id });
  const machine = dashboard.connectApplications.create({
    name: "Job",
    application_type: "m2m",
    organization_id: organization.id,
  });
  const client = { client_id: application.client_id, client_secret: secret };
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    api(`POST ${path}`, new URLSearchParams(fields).toString(), { ...form, ...headers });
  const token = (fields: Record<string, string>, headers = {}) =>
    post("/oauth2/token", { ...client, ...fields }, headers);
  const authorize = async (change: Record<string, string> = {}) => {
    const query = { client_id: application.client_id, redirect_uri, response_type: "code", scope: "openid", ...change };
    const answer = await api(`GET /oauth2/authorize?${new URLSearchParams(query)}`, undefined, { authorization: "" });
    const location = answer.headers.get("location");
    return { ...answer, back: Object.fromEntries(new URL(location ?? "about:blank").searchParams), location };
  };
  const redeem = (code: string | undefined, change: Record<string, string> = {}) =>
    token({ grant_type: "authorization_code", code: code ?? "", redirect_uri, ...change });
  return { mock, api, user, application, secret, machine, client, post, token, authorize, redeem };
}

describe("GET /oauth2/authorize", () => {
  it("leads back with code and state, at any port of loopback", async () => {
    const { authorize } = connect();

    const { status, location } = await authorize({ state: "s", redirect_uri: "http://127.0.0.1:5678/cb" });

    expect(status).toBe(302);
    expect(location).toMatch(/^http:\/\/127\.0\.0\.1:5678\/cb\?code=\w+&state=s$/);
  });

  it("signs in who is planned, hinted at, or was there first", async () => {
    const { mock, authorize, redeem } = connect();
    const eve = mock.dashboard.users.create({ email: "eve@acme.test" });
    const subject = async (change: Record<string, string>) => {
      const { body } = await redeem((await authorize(change)).back.code);
      return JSON.parse(atob(body.access_token.split(".")[1])).sub;
    };

    expect(await subject({})).not.toBe(eve.id);
    expect(await subject({ login_hint: "EVE@acme.test" })).toBe(eve.id);
    mock.dashboard.authentication.nextLogin({ email: "eve@acme.test" });
    expect(await subject({})).toBe(eve.id);
    expect((await authorize({ login_hint: "nobody@acme.test" })).back.error).toBe("access_denied");
  });

  it.each([
    ["another response type", { response_type: "token" }, "unsupported_response_type"],
    ["an unknown scope", { scope: "openid admin" }, "invalid_scope"],
    ["plain PKCE", { code_challenge: "x", code_challenge_method: "plain" }, "invalid_request"],
    ["a method without challenge", { code_challenge_method: "S256" }, "invalid_request"],
  ])("tells the application of %s", async (_, change, error) => {
    const { authorize } = connect();

    const { status, back } = await authorize({ state: "s", ...change });

    expect(status).toBe(302);
    expect(back).toMatchObject({ error, error_description: expect.any(String), state: "s" });
  });

  it("knows the resources, once there are any, and demands PKCE where it is used", async () => {
    const { mock, authorize } = connect();
    const pkce = mock.dashboard.connectApplications.create({
      name: "SPA",
      application_type: "oauth",
      is_first_party: true,
      uses_pkce: true,
      redirect_uris: [{ uri: redirect_uri }],
    });

    expect((await authorize({ resource: "https://a.test" })).back.code).toBeDefined();
    mock.dashboard.authkitOauthResources.create({ uri: "https://b.test" });
    expect((await authorize({ resource: "https://a.test" })).back.error).toBe("invalid_target");
    expect((await authorize({ client_id: pkce.client_id })).back.error).toBe("invalid_request");
  });

  it("leads nowhere for an unknown client or an unknown address", async () => {
    const { authorize, application, machine } = connect();

    for (const change of [
      { client_id: "client_unknown" },
      { client_id: application.id },
      { client_id: machine.client_id },
      { redirect_uri: "https://evil.test/" },
      { redirect_uri: "nonsense" },
    ])
      expect(await authorize(change)).toMatchObject({ status: 400, location: null });
  });

  it("shows a page to people, if asked to", async () => {
    const { mock, application, authorize } = connect();
    mock.dashboard.settings.update({ interactive_sign_in: true });
    const query = new URLSearchParams({ client_id: application.client_id, redirect_uri, response_type: "code" });

    const page = await mock.fetch(`https://acme.authkit.test/oauth2/authorize?${query}`);

    expect(await page.text()).toContain("Sign in to CLI");
    expect((await authorize({ mock_login: "ada@acme.test" })).back.code).toBeDefined();
    expect((await authorize({ mock_error: "access_denied" })).back.error).toBe("access_denied");
  });
});

describe("POST /oauth2/token", () => {
  it("takes the client's secret from the body or from HTTP Basic, as a form or as JSON", async () => {
    const { api, application, secret, authorize, post, redeem, client } = connect();
    const code = async () => (await authorize()).back.code ?? "";
    const basic = { authorization: `Basic ${btoa(`${application.client_id}:${secret}`)}` };

    expect((await redeem(await code())).status).toBe(200);
    const fields = { grant_type: "authorization_code", code: await code(), redirect_uri };
    expect((await post("/oauth2/token", fields, basic)).status).toBe(200);
    const json = { ...client, ...fields, code: await code() };
    expect((await api("POST /oauth2/token", json, { authorization: "" })).status).toBe(200);
    const { body } = await api(`GET /connect/applications/${application.id}/client_secrets`);
    expect(body[0].last_used_at).toBe("2026-01-01T00:00:00.000Z");
  });

  it("gives a refresh token and an ID token only for their scopes", async () => {
    const { authorize, redeem } = connect();

    const { body } = await redeem((await authorize({ scope: "email" })).back.code);

    expect(Object.keys(body)).toEqual(["access_token", "token_type", "expires_in", "scope"]);
  });

  it("takes a code once, in time, and with what belongs to it", async () => {
    const { mock, authorize, redeem } = connect();
    const fresh = async (change = {}) => (await authorize(change)).back.code;
    const used = await fresh();
    await redeem(used);

    const challenge = { code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", code_challenge_method: "S256" };
    const verifier = { code_verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk" };
    expect((await redeem(await fresh(challenge), verifier)).status).toBe(200);
    const late = await fresh();
    await mock.clock.advance({ minutes: 10 });
    const refusals = [
      await redeem(used),
      await redeem("nonsense"),
      await redeem(late),
      await redeem(await fresh(), { redirect_uri: "http://127.0.0.1/cb" }),
      await redeem(await fresh(challenge)),
      await redeem(await fresh(challenge), { code_verifier: "wrong" }),
      await redeem(await fresh(), verifier),
    ];

    for (const refusal of refusals) expect(refusal).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  });

  it("refuses", async () => {
    const { mock, token, post, machine, client } = connect();
    const refresh = { grant_type: "refresh_token", refresh_token: "x" };
    const { secret } = mock.dashboard.connectSecrets.create({ application: machine.id });
    const asMachine = { client_id: machine.client_id, client_secret: secret };
    const rows: [Record<string, string>, number, string][] = [
      [{}, 400, "invalid_request"],
      [{ grant_type: "password" }, 400, "unsupported_grant_type"],
      [{ grant_type: "toString" }, 400, "unsupported_grant_type"],
      [{ grant_type: "refresh_token" }, 400, "invalid_request"],
      [refresh, 400, "invalid_grant"],
      [{ ...refresh, client_id: "client_unknown" }, 401, "invalid_client"],
      [{ ...refresh, client_secret: "wrong" }, 401, "invalid_client"],
      [{ ...refresh, client_secret: "" }, 401, "invalid_client"],
      [{ grant_type: "client_credentials" }, 400, "unauthorized_client"],
      [{ ...refresh, ...asMachine }, 400, "unauthorized_client"],
      [{ grant_type: "client_credentials", client_id: machine.client_id, client_secret: "" }, 401, "invalid_client"],
      [{ grant_type: "client_credentials", ...asMachine, scope: "x" }, 400, "invalid_scope"],
    ];

    for (const [fields, status, error] of rows) expect(await token(fields)).toMatchObject({ status, body: { error } });
    const { client_id: _, ...nameless } = { ...client, ...refresh };
    expect((await post("/oauth2/token", nameless)).body.error).toBe("invalid_request");
    expect((await post("/oauth2/token", refresh, { authorization: "Basic !!!" })).body.error).toBe("invalid_request");
  });

  it("lets refresh tokens run out", async () => {
    const { mock, authorize, redeem, token } = connect();
    const { body } = await redeem((await authorize({ scope: "offline_access" })).back.code);

    await mock.clock.advance({ days: 30 });

    const refused = await token({ grant_type: "refresh_token", refresh_token: body.refresh_token });
    expect(refused.body.error).toBe("invalid_grant");
  });

  it("finds the environment of an application by its client id", async () => {
    const { mock, post } = connect();
    const other = mock.environment("other");
    const organization = other.dashboard.organizations.create({ name: "Other" });
    const job = other.dashboard.connectApplications.create({
      name: "Job",
      application_type: "m2m",
      organization_id: organization.id,
    });
    const { secret } = other.dashboard.connectSecrets.create({ application: job.id });

    const grant = { grant_type: "client_credentials", client_id: job.client_id, client_secret: secret };
    const { status } = await post("/oauth2/token", grant);

    expect(status).toBe(200);
    expect([...mock.all]).toHaveLength(2);
  });
});
