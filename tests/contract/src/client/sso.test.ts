import { buildLogoutUrl, readCallback, startSsoSignIn } from "@workos-kit/client/auth";
import { createSsoLogoutToken, getProfile, getProfileAndToken, ssoLogout } from "@workos-kit/client/operations";
import { describe, expect, it } from "vitest";
import { callback, openStage, visit } from "./stage.ts";

async function openSso() {
  const stage = await openStage();
  const organization = stage.mock.dashboard.organizations.create({ name: "Acme", domains: ["acme.test"] });
  const connection = stage.mock.dashboard.connections.create({ organization, type: "OktaSAML" });
  const signIn = async () => {
    stage.mock.dashboard.sso.nextLogin({ email: "ada@acme.test", first_name: "Ada", groups: ["eng"] });
    const start = await startSsoSignIn(stage.client, { connection: connection.id, redirect_uri: callback });
    return { ...readCallback(await visit(start.url), { state: start.state }), code_verifier: start.codeVerifier };
  };
  return { ...stage, organization, connection, signIn };
}

describe("a sign-in by SSO", () => {
  it("goes from address to callback to profile, which the token reads again", async () => {
    await using stage = await openSso();

    const { profile, access_token } = await getProfileAndToken(stage.client, {
      grant_type: "authorization_code",
      ...(await stage.signIn()),
    });

    expect(profile).toMatchObject({ email: "ada@acme.test", groups: ["eng"], organization_id: stage.organization.id });
    expect(await getProfile(stage.publicClient, { access_token })).toEqual(profile);
    const [exchange] = stage.mock.requests.of("getProfileAndToken");
    expect(exchange?.headers).not.toHaveProperty("authorization");
  });

  it("takes a code once, and no key in place of the token", async () => {
    await using stage = await openSso();
    const input = { grant_type: "authorization_code" as const, ...(await stage.signIn()) };
    await getProfileAndToken(stage.client, input);

    await expect(getProfileAndToken(stage.client, input)).rejects.toMatchObject({ code: "invalid_grant" });
    const refused = getProfile(stage.client, { access_token: stage.mock.apiKey });
    await expect(refused).rejects.toMatchObject({ status: 401 });
  });

  it("comes back with what the identity provider refuses", async () => {
    await using stage = await openSso();
    const start = await startSsoSignIn(stage.client, { connection: stage.connection.id, redirect_uri: callback });
    stage.mock.dashboard.sso.nextError({ error: "access_denied" });
    const back = await visit(start.url);

    expect(() => readCallback(back, { state: start.state })).toThrow(
      expect.objectContaining({ name: "CallbackError", reason: "access_denied" }),
    );
  });

  it("ends with a logout at the identity provider, once", async () => {
    await using stage = await openSso();
    const input = { grant_type: "authorization_code" as const, ...(await stage.signIn()) };
    const { profile } = await getProfileAndToken(stage.client, input);

    const { logout_url, logout_token } = await createSsoLogoutToken(stage.client, { profile_id: profile.id });

    expect((await visit(logout_url)).protocol).toBe("https:");
    await expect(ssoLogout(stage.publicClient, { token: logout_token })).rejects.toMatchObject({ status: 404 });
  });
});

describe("a logout from AuthKit", () => {
  it("leads back to the address named, and the session is over", async () => {
    await using stage = await openStage();
    const user = stage.mock.dashboard.users.create({ email: "ada@acme.test" });
    const session = stage.mock.dashboard.sessions.create({ user });
    const return_to = "https://app.acme.test/bye?x=1&y=2";

    const url = buildLogoutUrl(stage.client, { session_id: session.id, return_to });

    expect((await visit(url)).href).toBe(return_to);
    expect(stage.mock.events.names.at(-1)).toBe("session.revoked");
  });

  it("refuses an address that is not allowed", async () => {
    await using stage = await openStage();
    stage.mock.dashboard.settings.update({ sign_out_redirects: ["https://app.acme.test/bye"] });

    const url = buildLogoutUrl(stage.client, { session_id: "session_1", return_to: "https://evil.test" });

    expect((await fetch(url, { redirect: "manual" })).status).toBe(422);
  });
});
