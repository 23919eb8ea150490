import { createHash } from "node:crypto";
import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { coded, email, oauth, signInKit } from "../../../test/sign-in-kit.ts";

function browser() {
  const kit = signInKit();
  const open = (query: Record<string, string>, person: object = {}) =>
    kit.mock.dashboard.authentication.signIn({ url: kit.authorize(query), ...person });
  const redeem = (code: unknown, more: object = {}) => kit.token({ grant_type: "authorization_code", code, ...more });
  return { ...kit, open, redeem };
}

describe("authorize with hosted AuthKit", () => {
  it("leads back with a code, which gives tokens once", async () => {
    const { api, mock, user, redeem } = browser();
    const path = `/user_management/authorize?client_id=${mock.clientId}&response_type=code&provider=authkit&state=s1`;

    const visit = await api(`GET ${path}&redirect_uri=https://app.acme.test/callback`, undefined, {
      authorization: "",
    });

    expect(visit.status).toBe(302);
    const back = new URL(String(visit.headers.get("location")));
    expect([back.origin + back.pathname, back.searchParams.get("state")]).toEqual([
      "https://app.acme.test/callback",
      "s1",
    ]);
    const code = back.searchParams.get("code");
    expect(await redeem(code)).toMatchObject({ status: 200, body: { user: { id: user.id } } });
    expect(await redeem(code)).toMatchObject(oauth("invalid_grant"));
  });

  it("gives a code that lives ten minutes", async () => {
    const { mock, open, redeem } = browser();
    const { code } = open({ provider: "authkit" });
    await mock.clock.advance({ minutes: 10 });

    expect(await redeem(code)).toMatchObject(oauth("invalid_grant"));
  });

  it("signs up whom a test plans, where sign-up is open", async () => {
    const { mock, open, redeem } = browser();
    const bob = { email: "bob@acme.test", first_name: "Bob", method: "GoogleOAuth" };
    const { code, state } = open({ provider: "authkit", state: "s" }, bob);

    expect(state).toBe("s");
    expect((await redeem(code)).body).toMatchObject({
      user: { email: "bob@acme.test", first_name: "Bob", email_verified: true },
      authentication_method: "GoogleOAuth",
    });
    mock.dashboard.settings.update({ allow_sign_up: false });
    expect(open({ provider: "authkit" }, { email: "eve@acme.test" })).toMatchObject({ error: "sign_up_not_allowed" });
    const { token } = mock.dashboard.invitations.create({ email: "eve@acme.test" });
    expect(open({ provider: "authkit", invitation_token: token }, { email: "eve@acme.test" })).toHaveProperty("code");
  });

  it("takes the login hint for the person", async () => {
    const { open, redeem } = browser();

    expect(open({ provider: "authkit", login_hint: "no@acme.test" })).toMatchObject({ error: "user_not_found" });
    const { code } = open({ provider: "authkit", login_hint: "no@acme.test", screen_hint: "sign-up" });
    expect((await redeem(code)).body.user.email).toBe("no@acme.test");
  });

  it("skips the steps that the hosted pages took", async () => {
    const { mock, join, open, redeem } = browser();
    const [acme] = [join("Acme"), join("Blue")];
    mock.dashboard.settings.update({ mfa: "required", require_email_verification: true });

    expect((await redeem(open({ provider: "authkit" }).code)).body.organization_id).toBe(acme.id);
  });

  it("signs in to the organization asked for, by SSO where it has it", async () => {
    const { mock, join, open, redeem } = browser();
    join("Acme");
    const blue = join("Blue");
    const foreign = mock.dashboard.organizations.create({ name: "Foreign", domains: ["foreign.test"] });

    const { code } = open({ provider: "authkit", organization_id: blue.id });
    expect((await redeem(code)).body.organization_id).toBe(blue.id);
    expect(open({ organization_id: "org_1" })).toMatchObject({ error: "organization_invalid" });
    expect(open({ organization_id: foreign.id })).toMatchObject({ error: "access_denied" });
    mock.dashboard.connections.create({ organization: foreign, type: "OktaSAML" });
    const { body } = await redeem(open({ organization_id: foreign.id }).code);
    expect(body).toMatchObject({ organization_id: foreign.id, user: { email: "user@foreign.test" } });
  });

  it("accepts an invitation on the way", async () => {
    const { mock, api, open, redeem } = browser();
    const organization = mock.dashboard.organizations.create({ name: "Acme" });
    const { token, id } = mock.dashboard.invitations.create({ email, organization });

    expect(open({ provider: "authkit", invitation_token: "no" })).toMatchObject({ error: "invitation_invalid" });
    const { code } = open({ provider: "authkit", invitation_token: token });
    expect((await api(`GET /user_management/invitations/${id}`)).body.state).toBe("pending");
    expect((await redeem(code)).body.organization_id).toBe(organization.id);
    expect((await api(`GET /user_management/invitations/${id}`)).body.state).toBe("accepted");
  });

  it("begins at the link of an invitation", async () => {
    const { mock, redeem } = browser();
    mock.dashboard.redirectUris.create({ uri: "https://app.acme.test/callback" });
    const invitation = mock.dashboard.invitations.create({ email: "bob@acme.test" });

    const invite = await mock.fetch(invitation.accept_invitation_url);
    const visit = await mock.fetch(String(invite.headers.get("location")));
    const code = new URL(String(visit.headers.get("location"))).searchParams.get("code");

    expect((await redeem(code)).body.user.email).toBe("bob@acme.test");
    expect((await mock.fetch("https://api.workos.com/invite?invitation_token=no")).status).toBe(404);
  });

  it("shows a page to pick somebody on, when asked to", async () => {
    const { mock, api, authorize } = browser();
    mock.dashboard.settings.update({ interactive_sign_in: true });
    const url = new URL(authorize({ provider: "authkit" }));

    const page = await (await mock.fetch(url)).text();
    expect(page).toContain(email);
    const picked = await api(`GET ${url.pathname}${url.search}&mock_login=bob@acme.test`);
    expect(picked.headers.get("location")).toContain("code=");
    const denied = await api(`GET ${url.pathname}${url.search}&mock_error=access_denied`);
    expect(denied.headers.get("location")).toContain("error=access_denied");
  });
});

describe("authorize by a connection", () => {
  it("makes users and members of those the provider vouches for", async () => {
    const { mock, open, redeem, names } = browser();
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

  it("fails with connections that are unknown, off, or went meanwhile", async () => {
    const { mock, api, open, redeem } = browser();
    const organization = mock.dashboard.organizations.create({ name: "Acme" });
    const connection = mock.dashboard.connections.create({ organization, type: "OktaSAML" });

    expect(open({ connection_id: "conn_1" })).toMatchObject({ error: "connection_invalid" });
    const { code } = open({ connection_id: connection.id });
    await api(`DELETE /connections/${connection.id}`);
    expect(await redeem(code)).toMatchObject(oauth("invalid_connection"));
  });
});

describe("authorize by a social provider", () => {
  it("links the login, and knows it the next time", async () => {
    const { api, user, open, redeem, names } = browser();
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
    const { mock, open, redeem, grant } = browser();
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
    const { mock, open } = browser();
    const { authentication_methods } = mock.dashboard.settings.get();
    mock.dashboard.settings.update({ authentication_methods: { ...authentication_methods, google_oauth: false } });

    expect(open({ provider: "GoogleOAuth" })).toMatchObject({ error: "authentication_method_not_allowed" });
    expect(open({ provider: "magic" })).toMatchObject({ error: "invalid_connection_selector" });
  });
});

describe("authorize", () => {
  it("redirects nowhere before client and address are known to be good", async () => {
    const { mock, api, authorize } = browser();
    mock.dashboard.redirectUris.create({ uri: "https://*.acme.test/callback" });
    mock.dashboard.redirectUris.create({ uri: "http://localhost:*/callback" });
    const visit = async (query: Record<string, string>) => {
      const { pathname, search } = new URL(authorize({ provider: "authkit", ...query }));
      return (await api(`GET ${pathname}${search}`, undefined, { authorization: "" })).status;
    };

    expect(await visit({ redirect_uri: "https://eu.acme.test/callback" })).toBe(302);
    expect(await visit({ redirect_uri: "http://localhost:3000/callback" })).toBe(302);
    for (const redirect_uri of ["https://evil.test/callback", "https://a.b.acme.test/callback", "javascript:alert(1)"])
      expect(await visit({ redirect_uri })).toBe(400);
    expect(await visit({ client_id: "client_invalid" })).toBe(400);
  });

  it.each([
    [{}, "invalid_connection_selector"],
    [{ provider: "GoogleOAuth", organization_id: "org_1" }, "ambiguous_connection_selector"],
    [{ provider: "authkit", response_type: "token" }, "invalid_request"],
    [{ provider: "authkit", code_challenge: "c" }, "invalid_request"],
    [{ provider: "authkit", code_challenge: "c", code_challenge_method: "plain" }, "invalid_request"],
  ])("tells the error of %j on the redirect, with the state", (query, error) => {
    const { open } = browser();

    expect(open({ state: "s1", ...(query as Record<string, string>) })).toMatchObject({ error, state: "s1" });
  });

  it("announces a failure the way the sign-in would fail", async () => {
    const { mock, open, names } = browser();
    const organization = mock.dashboard.organizations.create({ name: "Acme" });
    const { id } = mock.dashboard.connections.create({ organization, type: "OktaSAML" });
    const before = (await names()).length;

    open({ connection_id: id }, { error: "access_denied" });
    open({ provider: "GoogleOAuth" }, { error: "access_denied" });
    open({ provider: "authkit" }, { email, method: "Passkey", error: "access_denied" });

    expect((await names()).slice(before)).toEqual([
      "authentication.sso_failed",
      "authentication.oauth_failed",
      "authentication.passkey_failed",
    ]);
  });

  it("announces that somebody signed in has proved it again", async () => {
    const { open, redeem, names } = browser();
    await redeem(open({ provider: "authkit", max_age: "0" }).code);
    await redeem(open({ provider: "authkit", max_age: "0" }, { method: "Passkey" }).code);

    expect((await names()).slice(-3)).toEqual([
      "authentication.passkey_succeeded",
      "authentication.reauthentication_succeeded",
      "session.created",
    ]);
  });

  it("comes back with the error that a test plans", () => {
    const { open } = browser();

    const planned = { error: "signin_consent_denied", error_description: "No." };

    expect(open({ provider: "authkit" }, planned)).toMatchObject(planned);
    expect(open({ provider: "authkit" })).toHaveProperty("code");
  });
});

describe("PKCE", () => {
  const verifier = "a-verifier-that-is-at-least-forty-three-characters";
  const code_challenge = createHash("sha256").update(verifier).digest("base64url");
  const query = { provider: "authkit", code_challenge, code_challenge_method: "S256" };

  it("lets public clients redeem the code and refresh the session", async () => {
    const { open, redeem, token } = browser();

    const { body } = await redeem(open(query).code, { code_verifier: verifier, client_secret: undefined });
    const { refresh_token } = body;

    const refreshed = await token({ grant_type: "refresh_token", refresh_token, client_secret: undefined });
    expect(refreshed.status).toBe(200);
  });

  it("refuses a wrong verifier, a missing one, and one without a challenge", async () => {
    const { open, redeem } = browser();

    expect(await redeem(open(query).code, { code_verifier: "wrong" })).toMatchObject(oauth("invalid_grant"));
    expect(await redeem(open(query).code)).toMatchObject(oauth("invalid_grant"));
    const plain = open({ provider: "authkit" });
    expect(await redeem(plain.code, { code_verifier: verifier })).toMatchObject(coded(400, "code_challenge_not_found"));
  });
});

describe("impersonation", () => {
  it("gives a short session that names the impersonator", async () => {
    const { mock, api, user, redeem } = browser();
    const impersonator = { email: "support@vendor.test", reason: "Ticket 7" };
    const { code } = mock.dashboard.authentication.impersonate({ user, ...impersonator });

    const { body } = await redeem(code);

    expect(body).toMatchObject({ impersonator, authentication_method: "Impersonation" });
    expect(decodeJwt(body.access_token).act).toEqual({ sub: "support@vendor.test" });
    const [session] = (await api(`GET /user_management/users/${user.id}/sessions`)).body.data;
    expect(session).toMatchObject({ impersonator, expires_at: "2026-01-01T01:00:00.000Z" });
  });
});
