import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

const form = { "content-type": "application/x-www-form-urlencoded", authorization: "" };
const grant_type = "urn:ietf:params:oauth:grant-type:device_code";

function connect() {
  const { mock, api } = checkedMock();
  const { dashboard } = mock;
  const user = dashboard.users.create({ email: "ada@acme.test", first_name: "Ada" });
  const { client_id, id } = dashboard.connectApplications.create({
    name: "CLI",
    application_type: "oauth",
    is_first_party: true,
    uses_pkce: true,
  });
  const post = (path: string, fields: Record<string, string>) =>
    api(`POST ${path}`, new URLSearchParams(fields).toString(), form);
  const start = async (fields: Record<string, string> = {}) =>
    post("/oauth2/device_authorization", { client_id, scope: "openid email profile offline_access", ...fields });
  const poll = (device_code: string) => post("/oauth2/token", { grant_type, device_code, client_id });
  return { mock, api, user, client_id, application: id, post, start, poll };
}

describe("the device flow", () => {
  it("waits, slows down, and ends with tokens, once", async () => {
    const { mock, start, poll } = connect();
    const { body } = await start();
    const error = async () => (await poll(body.device_code)).body.error;

    expect(await error()).toBe("authorization_pending");
    expect(await error()).toBe("slow_down");
    await mock.clock.advance({ seconds: 5 });
    expect(await error()).toBe("slow_down");
    await mock.clock.advance({ seconds: 15 });
    expect(await error()).toBe("authorization_pending");
    mock.dashboard.oauth.approveDevice({ user_code: body.user_code.toLowerCase(), user: "ada@acme.test" });
    expect((await poll(body.device_code)).body).toMatchObject({ token_type: "bearer", id_token: expect.any(String) });
    expect(await error()).toBe("invalid_grant");
  });

  it("ends when the person refuses, or is too late", async () => {
    const { mock, start, poll } = connect();
    const [denied, late] = [await start(), await start()];

    mock.dashboard.oauth.denyDevice(denied.body);
    expect(await poll(denied.body.device_code)).toMatchObject({ status: 400, body: { error: "access_denied" } });
    await mock.clock.advance({ minutes: 5 });
    expect(await poll(late.body.device_code)).toMatchObject({ status: 400, body: { error: "expired_token" } });
    expect(() => mock.dashboard.oauth.denyDevice(late.body)).toThrow("404");
  });

  it("has a page for people", async () => {
    const { mock, start, poll } = connect();
    const { body } = await start();
    const open = async (query = "") => {
      const response = await mock.fetch(`${body.verification_uri_complete}${query}`);
      return [response.status, await response.text()] as const;
    };

    expect(await open()).toEqual([200, expect.stringContaining(body.user_code)]);
    expect(await open("&mock_login=nobody@acme.test")).toMatchObject([404, expect.any(String)]);
    expect(await open("&mock_login=ada@acme.test")).toEqual([200, expect.stringContaining("Signed in")]);
    expect((await open("&mock_error=access_denied"))[0]).toBe(404);
    expect((await poll(body.device_code)).status).toBe(200);
  });

  it("refuses to start", async () => {
    const { mock, start } = connect();
    const organization = mock.dashboard.organizations.create({ name: "Acme" });
    const machine = mock.dashboard.connectApplications.create({
      name: "Job",
      application_type: "m2m",
      organization_id: organization.id,
    });

    expect(await start({ client_id: "" })).toMatchObject({ status: 400, body: { error: "invalid_request" } });
    expect(await start({ client_id: "client_x" })).toMatchObject({ status: 400, body: { error: "invalid_client" } });
    expect((await start({ client_id: machine.client_id })).body.error).toBe("unauthorized_client");
    expect((await start({ scope: "admin" })).body.error).toBe("invalid_scope");
  });
});

describe("introspection and user info", () => {
  async function signedIn() {
    const world = connect();
    const { secret } = world.mock.dashboard.connectSecrets.create({ application: world.application });
    const { body: device } = await world.start();
    world.mock.dashboard.oauth.approveDevice({ user_code: device.user_code, user: world.user });
    const { body: tokens } = await world.poll(device.device_code);
    const introspect = (token: string, change: Record<string, string> = {}) =>
      world.post("/oauth2/introspection", { token, client_id: world.client_id, client_secret: secret, ...change });
    const info = (token: string) => world.api("GET /oauth2/userinfo", undefined, { authorization: `Bearer ${token}` });
    return { ...world, tokens, introspect, info };
  }

  it("tell of tokens that are good", async () => {
    const { tokens, introspect, info, user, client_id } = await signedIn();

    expect((await introspect(tokens.access_token)).body).toMatchObject({
      active: true,
      token_type: "access_token",
      client_id,
      iss: "https://api.workos.com",
      sub: user.id,
    });
    expect((await introspect(tokens.refresh_token)).body).toMatchObject({ token_type: "refresh_token", sub: user.id });
    expect((await info(tokens.access_token)).body).toMatchObject({ sub: user.id, name: "Ada", email_verified: false });
  });

  it("say nothing of any other", async () => {
    const { mock, api, tokens, introspect, info, user } = await signedIn();
    const organization = mock.dashboard.organizations.create({ name: "Acme" });
    const other = mock.dashboard.connectApplications.create({
      name: "Job",
      application_type: "m2m",
      organization_id: organization.id,
    });
    const { secret } = mock.dashboard.connectSecrets.create({ application: other.id });
    const asOther = { client_id: other.client_id, client_secret: secret };

    expect((await introspect("nonsense")).body).toEqual({ active: false });
    expect((await introspect(tokens.access_token, asOther)).body).toEqual({ active: false });
    expect((await introspect(tokens.refresh_token, asOther)).body).toEqual({ active: false });
    await mock.clock.advance({ days: 30 });
    expect((await introspect(tokens.refresh_token)).body).toEqual({ active: false });
    await api(`DELETE /user_management/users/${user.id}`);
    expect((await introspect(tokens.access_token)).body).toEqual({ active: false });
    expect(await info(tokens.access_token)).toMatchObject({ status: 401, body: { error: "invalid_token" } });
  });

  it("are refused without good credentials", async () => {
    const { introspect, info } = await signedIn();

    for (const change of [{ client_secret: "wrong" }, { client_secret: "" }, { client_id: "" }, { token: "" }])
      expect(await introspect("x", change)).toMatchObject({ status: 401, body: { error: "invalid_client" } });
    const refused = await info("nonsense");
    expect(refused.status).toBe(401);
    expect(refused.headers.get("www-authenticate")).toContain('error="invalid_token"');
  });
});

describe("dynamic registration", () => {
  const register = (api: ReturnType<typeof connect>["api"], body: object) =>
    api("POST /oauth2/register", body, { authorization: "" });

  it("gives confidential clients a secret and public ones none", async () => {
    const { api } = connect();
    const redirect_uris = ["https://mcp.test/cb", "http://localhost:3000/cb", "cursor://callback"];

    const confidential = await register(api, { redirect_uris });
    const open = await register(api, { redirect_uris, token_endpoint_auth_method: "none", scope: "tools:run" });

    expect(confidential).toMatchObject({
      status: 201,
      body: { client_secret: expect.any(String), token_endpoint_auth_method: "client_secret_basic" },
    });
    expect(open.body).toMatchObject({ scope: "tools:run", grant_types: ["authorization_code"] });
    expect(open.body.client_secret).toBeUndefined();
  });

  it("refuses what it cannot be, and all when it is off", async () => {
    const { mock, api } = connect();
    const redirect_uris = ["https://mcp.test/cb"];
    const rows: [object, string][] = [
      [{}, "invalid_request"],
      [{ redirect_uris: [] }, "invalid_redirect_uri"],
      [{ redirect_uris: ["http://mcp.test/cb"] }, "invalid_redirect_uri"],
      [{ redirect_uris: ["javascript:alert(1)"] }, "invalid_redirect_uri"],
      [{ redirect_uris, token_endpoint_auth_method: "private_key_jwt" }, "invalid_client_metadata"],
      [{ redirect_uris, grant_types: ["password"] }, "invalid_client_metadata"],
      [{ redirect_uris, response_types: ["token"] }, "invalid_client_metadata"],
    ];

    for (const [body, error] of rows) expect(await register(api, body)).toMatchObject({ status: 400, body: { error } });
    mock.dashboard.oauth.update({ dynamic_registration: false });
    expect((await register(api, { redirect_uris })).body.error).toBe("access_denied");
    const { body } = await api("GET /.well-known/openid-configuration", undefined, { authorization: "" });
    expect(body.registration_endpoint).toBeUndefined();
  });
});
