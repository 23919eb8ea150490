import { describe, expect, it } from "vitest";
import { type Api, checkedMock } from "../../../test/checked-mock.ts";

const callback = "https://app.test/callback";

function setUp() {
  const { mock, api } = checkedMock();
  const organization = mock.dashboard.organizations.create({ name: "Acme", domains: ["acme.test"] });
  const connection = mock.dashboard.connections.create({ organization: "Acme", type: "OktaSAML" });
  return { mock, api, organization, connection };
}

async function authorize(api: Api, parameters: Record<string, string>): Promise<URL> {
  const query = new URLSearchParams({
    client_id: "client_default",
    redirect_uri: callback,
    response_type: "code",
    state: "s1",
    ...parameters,
  });
  const { status, headers } = await api(`GET /sso/authorize?${query}`);
  expect(status).toBe(302);
  return new URL(String(headers.get("location")));
}

const grant = (api: Api, code: string | null, overrides: Record<string, string> = {}) =>
  api("POST /sso/token", {
    client_id: "client_default",
    client_secret: "sk_test_default",
    grant_type: "authorization_code",
    code,
    ...overrides,
  });

describe("single sign-on", () => {
  it("leads from authorization to the profile, with the code good for one use", async () => {
    const { mock, api, organization, connection } = setUp();
    mock.dashboard.sso.nextLogin({ email: "ada@acme.test", first_name: "Ada", groups: ["eng"] });

    const location = await authorize(api, { connection: connection.id });
    const token = await grant(api, location.searchParams.get("code"));
    const profile = await api("GET /sso/profile", undefined, { authorization: `Bearer ${token.body.access_token}` });

    expect(location.searchParams.get("state")).toBe("s1");
    expect(token.body.profile).toMatchObject({
      email: "ada@acme.test",
      groups: ["eng"],
      organization_id: organization.id,
    });
    expect(profile.body).toEqual(token.body.profile);
    expect((await grant(api, location.searchParams.get("code"))).body.error).toBe("invalid_grant");
  });

  it("takes a form in place of JSON, as the vendor's SDK sends it", async () => {
    const { api, connection } = setUp();
    const code = String((await authorize(api, { connection: connection.id })).searchParams.get("code"));
    const form = new URLSearchParams({
      client_id: "client_default",
      client_secret: "sk_test_default",
      grant_type: "authorization_code",
      code,
    });

    const token = await api("POST /sso/token", form.toString(), {
      "content-type": "application/x-www-form-urlencoded",
    });

    expect(token.status).toBe(200);
  });

  it("signs in the person of login_hint, and keeps the id of a known one", async () => {
    const { api, connection } = setUp();
    const signIn = async () => {
      const { searchParams } = await authorize(api, { connection: connection.id, login_hint: "bo@acme.test" });
      return (await grant(api, searchParams.get("code"))).body.profile;
    };

    const first = await signIn();

    expect(first.email).toBe("bo@acme.test");
    expect((await signIn()).id).toBe(first.id);
  });

  it("finds the connection of an organization, and makes one for a social provider", async () => {
    const { api, organization } = setUp();

    const byOrganization = await authorize(api, { organization: organization.id });
    const bySocial = await authorize(api, { provider: "GoogleOAuth" });

    expect(byOrganization.searchParams.has("code")).toBe(true);
    const { profile } = (await grant(api, bySocial.searchParams.get("code"))).body;
    expect(profile).toMatchObject({ connection_type: "GoogleOAuth", organization_id: null });
  });

  it.each(["/sso/authorize", "/user_management/authorize"])(
    "refuses outsiders by %s where it was told to",
    async (path) => {
      const { mock, api } = setUp();
      const closed = { name: "Closed", domains: ["closed.test"], allow_profiles_outside_organization: false };
      const { body } = await api("POST /organizations", closed);
      const { id } = mock.dashboard.connections.create({ organization: body.id });
      const outcome = async (login_hint: string) => {
        const common = { client_id: mock.clientId, redirect_uri: "https://app.test/cb", response_type: "code" };
        const query = new URLSearchParams({ ...common, connection: id, connection_id: id, login_hint });
        query.delete(path === "/sso/authorize" ? "connection_id" : "connection");
        const { headers } = await api(`GET ${path}?${query}`);
        return new URL(String(headers.get("location"))).searchParams;
      };

      expect((await outcome("eve@other.test")).get("error")).toBe("profile_not_allowed_outside_organization");
      expect(mock.events.names.slice(-2)).toEqual(["authentication.sso_started", "authentication.sso_failed"]);
      expect((await outcome("ada@CLOSED.test")).has("code")).toBe(true);
      await api(`PUT /organizations/${body.id}`, { allow_profiles_outside_organization: true });
      expect((await outcome("eve@other.test")).has("code")).toBe(true);
    },
  );

  it("finds the connection that works of whoever has proven a domain", async () => {
    const { mock, api } = setUp();
    await api("POST /organizations", { name: "Slow", domain_data: [{ domain: "blue.test", state: "pending" }] });
    const organization = mock.dashboard.organizations.create({ name: "Blue", domains: ["blue.test"] });
    mock.dashboard.connections.create({ organization, state: "inactive" });
    const { id } = mock.dashboard.connections.create({ organization });

    const { searchParams } = await authorize(api, { domain: "BLUE.test" });

    expect((await grant(api, searchParams.get("code"))).body.profile.connection_id).toBe(id);
  });

  it.each([
    ["an unknown connection", { connection: "conn_x" }, "connection_invalid"],
    ["an unknown organization", { organization: "org_x" }, "organization_invalid"],
    ["no selector", {}, "invalid_connection_selector"],
    ["a mistyped provider", { provider: "GogleOAuth" }, "invalid_connection_selector"],
    ["two selectors", { connection: "a", organization: "b" }, "ambiguous_connection_selector"],
    ["a domain nobody has", { domain: "no.test" }, "connection_domain_invalid"],
  ])("sends the error back on the redirect for %s", async (_, parameters, error) => {
    const { api } = setUp();

    const { searchParams } = await authorize(api, parameters);

    expect(searchParams.get("error")).toBe(error);
    expect(searchParams.get("error_description")).not.toBeNull();
    expect(searchParams.get("state")).toBe("s1");
  });

  it("sends back what the identity provider refuses, and that a connection is inactive", async () => {
    const { mock, api, connection } = setUp();
    mock.dashboard.sso.nextError({ error: "access_denied" });

    expect((await authorize(api, { connection: connection.id })).searchParams.get("error")).toBe("access_denied");
    mock.dashboard.connections.setState({ id: connection.id, state: "inactive" });
    expect((await authorize(api, { connection: connection.id })).searchParams.get("error")).toBe("connection_unlinked");
  });

  it("redirects nowhere for an unknown client or an address that is not allowed", async () => {
    const { mock, api } = setUp();
    mock.dashboard.redirectUris.create({ uri: "https://*.app.test/callback" });
    const ask = (client: string, uri: string) =>
      api(
        `GET /sso/authorize?client_id=${client}&redirect_uri=${encodeURIComponent(uri)}&response_type=code&provider=GoogleOAuth`,
      );

    expect((await ask("client_invalid", callback)).status).toBe(400);
    expect((await ask("client_default", "https://evil.test/callback")).status).toBe(400);
    expect((await ask("client_default", "https://a.b.app.test/callback")).status).toBe(400);
    expect((await ask("client_default", "https://a.app.test/callback")).status).toBe(302);
  });

  it.each([
    ["a wrong secret", { client_secret: "sk_test_invalid" }, "unauthorized_client"],
    ["an unknown client", { client_id: "client_invalid" }, "invalid_client"],
    ["another grant", { grant_type: "password" }, "unsupported_grant_type"],
    ["an unknown code", { code: "nope" }, "invalid_grant"],
  ])("refuses the token for %s", async (_, overrides, error) => {
    const { api, connection } = setUp();
    const code = (await authorize(api, { connection: connection.id })).searchParams.get("code");

    const refused = await grant(api, code, overrides);

    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({ error, error_description: expect.any(String) });
  });

  it("lets codes and tokens expire by the clock", async () => {
    const { mock, api, connection } = setUp();
    const old = (await authorize(api, { connection: connection.id })).searchParams.get("code");
    await mock.clock.advance({ minutes: 11 });
    expect((await grant(api, old)).body.error).toBe("invalid_grant");

    const fresh = (await authorize(api, { connection: connection.id })).searchParams.get("code");
    const { access_token } = (await grant(api, fresh)).body;
    await mock.clock.advance({ minutes: 11 });

    const profile = await api("GET /sso/profile", undefined, { authorization: `Bearer ${access_token}` });
    expect([profile.status, profile.body.error]).toEqual([401, "Unauthorized"]);
  });

  it("shows a page to pick a person on, when asked to", async () => {
    const { mock, api, connection } = setUp();
    mock.dashboard.settings.update({ interactive_sign_in: true });
    const path = `GET /sso/authorize?client_id=client_default&redirect_uri=${callback}&response_type=code&state=%3Cb%3E&connection=${connection.id}`;

    const page = await mock.fetch(`https://api.workos.com${path.slice(4)}`);
    const html = await page.text();

    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(html).toContain("user@acme.test");
    expect(html).not.toContain("<b>");
    const picked = await api(`${path}&mock_login=ada@acme.test`);
    const { searchParams } = new URL(String(picked.headers.get("location")));
    expect((await grant(api, searchParams.get("code"))).body.profile.email).toBe("ada@acme.test");
    const denied = await api(`${path}&mock_error=access_denied`);
    expect(denied.headers.get("location")).toContain("error=access_denied");
  });

  it("logs out once", async () => {
    const { api, connection } = setUp();
    const { searchParams } = await authorize(api, { connection: connection.id });
    const { profile } = (await grant(api, searchParams.get("code"))).body;

    const { body } = await api("POST /sso/logout/authorize", { profile_id: profile.id });

    const path = `GET ${body.logout_url.replace("https://api.workos.com", "")}`;
    expect((await api(path)).status).toBe(302);
    expect((await api(path)).status).toBe(404);
  });
});
