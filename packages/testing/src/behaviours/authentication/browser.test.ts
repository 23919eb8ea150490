import { describe, expect, it } from "vitest";
import { browserKit, email, oauth } from "../../../test/sign-in-kit.ts";

describe("authorize with hosted AuthKit", () => {
  it("leads back with a code, which gives tokens once", async () => {
    const { api, mock, user, redeem } = browserKit();
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
    const { mock, open, redeem } = browserKit();
    const { code } = open({ provider: "authkit" });
    await mock.clock.advance({ minutes: 10 });

    expect(await redeem(code)).toMatchObject(oauth("invalid_grant"));
  });

  it("signs up whom a test plans, where sign-up is open", async () => {
    const { mock, open, redeem } = browserKit();
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
    const { open, redeem } = browserKit();

    expect(open({ provider: "authkit", login_hint: "no@acme.test" })).toMatchObject({ error: "user_not_found" });
    const { code } = open({ provider: "authkit", login_hint: "no@acme.test", screen_hint: "sign-up" });
    expect((await redeem(code)).body.user.email).toBe("no@acme.test");
  });

  it("skips the steps that the hosted pages took", async () => {
    const { mock, join, open, redeem } = browserKit();
    const [acme] = [join("Acme"), join("Blue")];
    mock.dashboard.settings.update({ mfa: "required", require_email_verification: true });

    expect((await redeem(open({ provider: "authkit" }).code)).body.organization_id).toBe(acme.id);
  });

  it("signs in to the organization asked for, by SSO where it has it", async () => {
    const { mock, join, open, redeem } = browserKit();
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
    const { mock, api, open, redeem } = browserKit();
    const organization = mock.dashboard.organizations.create({ name: "Acme" });
    const { token, id } = mock.dashboard.invitations.create({ email, organization });

    expect(open({ provider: "authkit", invitation_token: "no" })).toMatchObject({ error: "invitation_invalid" });
    const { code } = open({ provider: "authkit", invitation_token: token });
    expect((await api(`GET /user_management/invitations/${id}`)).body.state).toBe("pending");
    expect((await redeem(code)).body.organization_id).toBe(organization.id);
    expect((await api(`GET /user_management/invitations/${id}`)).body.state).toBe("accepted");
  });

  it("accepts an invitation by signing up with its address", async () => {
    const { mock, open, redeem, names } = browserKit();
    const organization = mock.dashboard.organizations.create({ name: "Acme" });
    mock.dashboard.invitations.create({ email: "bob@acme.test", organization });

    const { code } = open({ provider: "authkit" }, { email: "bob@acme.test" });

    expect((await redeem(code)).body.organization_id).toBe(organization.id);
    expect(await names()).toContain("invitation.accepted");
  });

  it("begins at the link of an invitation", async () => {
    const { mock, redeem } = browserKit();
    mock.dashboard.redirectUris.create({ uri: "https://app.acme.test/callback" });
    const invitation = mock.dashboard.invitations.create({ email: "bob@acme.test" });

    const invite = await mock.fetch(invitation.accept_invitation_url);
    const visit = await mock.fetch(String(invite.headers.get("location")));
    const code = new URL(String(visit.headers.get("location"))).searchParams.get("code");

    expect((await redeem(code)).body.user.email).toBe("bob@acme.test");
    expect((await mock.fetch("https://api.workos.com/invite?invitation_token=no")).status).toBe(404);
  });

  it("shows a page to pick somebody on, when asked to", async () => {
    const { mock, api, authorize } = browserKit();
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

describe("authorize", () => {
  it("redirects nowhere before client and address are known to be good", async () => {
    const { mock, api, authorize } = browserKit();
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
    const { open } = browserKit();

    expect(open({ state: "s1", ...(query as Record<string, string>) })).toMatchObject({ error, state: "s1" });
  });

  it("announces a failure the way the sign-in would fail", async () => {
    const { mock, open, names } = browserKit();
    const organization = mock.dashboard.organizations.create({ name: "Acme" });
    const { id } = mock.dashboard.connections.create({ organization, type: "OktaSAML" });
    const before = (await names()).length;

    open({ connection_id: id }, { error: "access_denied" });
    open({ provider: "GoogleOAuth" }, { error: "access_denied" });
    open({ provider: "authkit" }, { email, method: "Passkey", error: "access_denied" });

    expect((await names()).slice(before)).toEqual([
      "authentication.sso_started",
      "authentication.sso_failed",
      "authentication.oauth_failed",
      "authentication.passkey_failed",
    ]);
  });

  it("announces that somebody signed in has proved it again", async () => {
    const { open, redeem, names } = browserKit();
    await redeem(open({ provider: "authkit", max_age: "0" }).code);
    await redeem(open({ provider: "authkit", max_age: "0" }, { method: "Passkey" }).code);

    expect((await names()).slice(-3)).toEqual([
      "authentication.passkey_succeeded",
      "authentication.reauthentication_succeeded",
      "session.created",
    ]);
  });

  it("comes back with the error that a test plans", () => {
    const { open } = browserKit();

    const planned = { error: "signin_consent_denied", error_description: "No." };

    expect(open({ provider: "authkit" }, planned)).toMatchObject(planned);
    expect(open({ provider: "authkit" })).toHaveProperty("code");
  });
});
