import { describe, expect, it } from "vitest";
import { browserKit, coded, email, oauth } from "../../../test/sign-in-kit.ts";

describe("authorize by a connection", () => {
  it("makes users and members of those the provider vouches for", async () => {
    const { mock, open, redeem, names } = browserKit();
    const organization = mock.dashboard.organizations.create({ name: "Acme", domains: ["acme.test"] });
    const connection = mock.dashboard.connections.create({ organization, type: "OktaSAML" });

    const { code } = open({ connection_id: connection.id }, { email: "bob@acme.test", last_name: "Bell" });
    const { body } = await redeem(code);

    expect(body).toMatchObject({
      authentication_method: "SSO",
      organization_id: organization.id,
      user: { email: "bob@acme.test", last_name: "Bell" },
    });
    expect((await names()).slice(-5)).toEqual([
      "authentication.sso_started",
      "user.created",
      "organization_membership.created",
      "authentication.sso_succeeded",
      "session.created",
    ]);
  });

  it("leaves members inactive who were deactivated", async () => {
    const { mock, api, open, redeem, names } = browserKit();
    const organization = mock.dashboard.organizations.create({ name: "Acme", domains: ["acme.test"] });
    const connection = mock.dashboard.connections.create({ organization, type: "OktaSAML" });
    const user = mock.dashboard.users.create({ email: "bob@acme.test" });
    const { id } = mock.dashboard.organizationMemberships.create({ user, organization, status: "inactive" });

    const { code } = open({ connection_id: connection.id }, { email: "bob@acme.test" });

    expect(await redeem(code)).toMatchObject(oauth("organization_membership_not_found"));
    expect((await api(`GET /user_management/organization_memberships/${id}`)).body.status).toBe("inactive");
    expect(await names()).not.toContain("session.created");
  });

  it("fails with connections that are unknown, off, or went meanwhile", async () => {
    const { mock, api, open, redeem } = browserKit();
    const organization = mock.dashboard.organizations.create({ name: "Acme" });
    const connection = mock.dashboard.connections.create({ organization, type: "OktaSAML" });

    expect(open({ connection_id: "conn_1" })).toMatchObject({ error: "connection_invalid" });
    const { code } = open({ connection_id: connection.id });
    await api(`DELETE /connections/${connection.id}`);
    expect(await redeem(code)).toMatchObject(oauth("invalid_connection"));
  });
});

describe("authorize without a redirect URI", () => {
  it("leads to the default one of the settings, registered or not", async () => {
    const { mock, api } = browserKit();
    const url = `/user_management/authorize?client_id=${mock.clientId}&response_type=code&provider=authkit`;
    mock.dashboard.settings.update({ default_redirect_uri: "https://app.acme.test/start" });
    await api("POST /user_management/redirect_uris", { uri: "https://other.acme.test/callback" });

    const { headers } = await api(`GET ${url}&login_hint=${email}`);

    expect(headers.get("location")).toContain("https://app.acme.test/start?code=");
  });
});

describe("authorize by a method that is off", () => {
  it("refuses it, and takes another where hosted AuthKit may choose", async () => {
    const { mock, open, redeem } = browserKit();
    const organization = mock.dashboard.organizations.create({ name: "Acme", domains: ["acme.test"] });
    const connection = mock.dashboard.connections.create({ organization, type: "OktaSAML" });
    mock.dashboard.organizationMemberships.create({ user: email, organization });
    const { authentication_methods: methods } = mock.dashboard.settings.get();
    const off = { sso: false, passkey: false, password: false };
    mock.dashboard.settings.update({ authentication_methods: { ...methods, ...off } });

    const refused = { error: "authentication_method_not_allowed" };
    expect(open({ connection_id: connection.id })).toMatchObject(refused);
    expect(open({ provider: "authkit" }, { email, method: "Passkey" })).toMatchObject(refused);
    const { code } = open({ organization_id: organization.id, login_hint: email });

    expect((await redeem(code)).body.authentication_method).toBe("MagicAuth");
  });
});

describe("authorize by a social provider", () => {
  it("links the login, and knows it the next time", async () => {
    const { api, user, open, redeem, names } = browserKit();
    const oauth_tokens = {
      provider: "GoogleOAuth",
      access_token: "a",
      refresh_token: "r",
      expires_at: 1_800_000_000,
      scopes: ["openid"],
    };

    const { code } = open({ provider: "GitHubOAuth" }, { email, idp_id: "g-1", oauth_tokens });
    expect((await redeem(code)).body).toMatchObject({ authentication_method: "GitHubOAuth", oauth_tokens });
    expect((await api(`GET /user_management/users/${user.id}/identities`)).body).toEqual([
      { idp_id: "g-1", type: "OAuth", provider: "GithubOAuth" },
    ]);
    const again = open({ provider: "GitHubOAuth" }, { email: "renamed@acme.test", idp_id: "g-1" });
    expect((await redeem(again.code)).body.user.id).toBe(user.id);
    expect((await names()).slice(-2)).toEqual(["authentication.oauth_succeeded", "session.created"]);
  });

  it("asks for the address that a provider kept back", async () => {
    const { mock, open, redeem, grant } = browserKit();
    const kept = async () => {
      const refused = await redeem(open({ provider: "AppleOAuth" }, { email: null }).code);
      expect(refused).toMatchObject(coded(403, "email_completion_required"));
      return refused.body.email_completion_token;
    };
    const supply = (email_completion_token: string, address = "bob@acme.test") =>
      grant("email-completion", { email_completion_token, email: address });

    const token = await kept();
    expect(await supply(token, "nonsense")).toMatchObject(coded(422, "invalid_request_parameters"));
    const done = await supply(token);
    expect(done).toMatchObject({ status: 200, body: { user: { email: "bob@acme.test", email_verified: false } } });
    expect(await supply(token)).toMatchObject(oauth("invalid_grant"));
    mock.dashboard.settings.update({ allow_sign_up: false });
    expect(await supply(await kept(), "eve@acme.test")).toMatchObject(oauth("sign_up_not_allowed"));
  });

  it("fails where the method is off, or the provider unknown", () => {
    const { mock, open } = browserKit();
    const { authentication_methods } = mock.dashboard.settings.get();
    mock.dashboard.settings.update({ authentication_methods: { ...authentication_methods, google_oauth: false } });

    expect(open({ provider: "GoogleOAuth" })).toMatchObject({ error: "authentication_method_not_allowed" });
    for (const provider of ["magic", "GogleOAuth"])
      expect(open({ provider })).toMatchObject({ error: "invalid_connection_selector" });
  });
});
