import { createRemoteJWKSet, customFetch as joseFetch, jwtVerify } from "jose";
import * as client from "openid-client";
import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

const issuer = new URL("https://acme.authkit.test");
const redirect_uri = "https://app.test/cb";
const scope = "openid profile email offline_access";

/** An independent implementation of the standards, talking to the mock. */
async function relyingParty(options: { isPublic?: boolean; algorithm?: "oidc" | "oauth2" } = {}) {
  const { mock } = checkedMock();
  const { dashboard } = mock;
  const organization = dashboard.organizations.create({ name: "Acme" });
  const user = dashboard.users.create({ email: "ada@acme.test", first_name: "Ada", email_verified: true });
  dashboard.organizationMemberships.create({ user, organization });
  const application = dashboard.connectApplications.create({
    name: "Reports",
    application_type: "oauth",
    is_first_party: false,
    organization_id: organization.id,
    uses_pkce: options.isPublic ?? false,
    redirect_uris: [{ uri: redirect_uri }],
  });
  const { secret } = dashboard.connectSecrets.create({ application: application.id });
  const discovered = await client.discovery(
    issuer,
    application.client_id,
    undefined,
    options.isPublic ? client.None() : client.ClientSecretBasic(secret),
    {
      [client.customFetch]: (url, init) => mock.fetch(url, init as RequestInit),
      algorithm: options.algorithm ?? "oidc",
    },
  );
  return { mock, organization, user, application, secret, config: discovered };
}

type Party = Awaited<ReturnType<typeof relyingParty>>;

/** The browser part: follows the authorization URL to where it leads. */
async function signIn({ mock, config }: Party, parameters: Record<string, string> = {}) {
  const verifier = client.randomPKCECodeVerifier();
  const [state, nonce] = [client.randomState(), client.randomNonce()];
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri,
    scope,
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    ...parameters,
  });
  const answer = await mock.fetch(url);
  const back = new URL(answer.headers.get("location") ?? "");
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce };
  return { back, tokens: () => client.authorizationCodeGrant(config, back, checks) };
}

describe("the AuthKit domain, judged by openid-client and jose", () => {
  it.each(["oidc", "oauth2"] as const)("is discovered at the address it was asked at: %s", async (algorithm) => {
    const { config } = await relyingParty({ algorithm });

    expect(config.serverMetadata()).toMatchObject({
      issuer: "https://acme.authkit.test",
      token_endpoint: "https://acme.authkit.test/oauth2/token",
      registration_endpoint: "https://acme.authkit.test/oauth2/register",
    });
  });

  it.each([true, false])("signs in with PKCE, public client: %s", async (isPublic) => {
    const party = await relyingParty({ isPublic });

    const { tokens } = await signIn(party);
    const answer = await tokens();

    expect(answer.claims()).not.toHaveProperty("sid");
    expect(answer.claims()).toMatchObject({ sub: party.user.id, email: "ada@acme.test", given_name: "Ada" });
    expect(answer.scope).toBe(scope);
    const info = await client.fetchUserInfo(party.config, answer.access_token, party.user.id);
    expect(info).toEqual({
      sub: party.user.id,
      email: "ada@acme.test",
      email_verified: true,
      given_name: "Ada",
      name: "Ada",
    });
  });

  it("signs access tokens that verify against its keys", async () => {
    const party = await relyingParty();
    const { tokens } = await signIn(party);
    const { access_token } = await tokens();
    const url = new URL(party.config.serverMetadata().jwks_uri ?? "");
    const keys = createRemoteJWKSet(url, { [joseFetch]: (address, init) => party.mock.fetch(address, init) });

    const { payload, protectedHeader } = await jwtVerify(access_token, keys, {
      issuer: issuer.origin,
      // The environment's, not the application's (https://workos.com/docs/authkit/connect/token-claims).
      audience: party.mock.clientId,
    });

    expect(protectedHeader.alg).toBe("RS256");
    expect(payload).toMatchObject({
      sub: party.user.id,
      org_id: party.organization.id,
      role: "member",
      permissions: [],
      client_id: party.application.client_id,
      sid: expect.stringMatching(/^app_consent_/),
    });
  });

  it("notes the consent, and honours its withdrawal", async () => {
    const party = await relyingParty();
    const { tokens } = await signIn(party, { resource: "https://mcp.acme.test" });
    const { refresh_token = "" } = await tokens();
    const path = `https://api.workos.com/user_management/users/${party.user.id}/authorized_applications`;
    const headers = { authorization: `Bearer ${party.mock.apiKey}` };

    const listed = await (await party.mock.fetch(path, { headers })).json();
    await party.mock.fetch(`${path}/${party.application.id}`, { method: "DELETE", headers });

    expect(listed.data).toMatchObject([{ granted_scopes: scope.split(" "), oauth_resource: "https://mcp.acme.test" }]);
    await expect(client.refreshTokenGrant(party.config, refresh_token)).rejects.toMatchObject({
      error: "invalid_grant",
    });
  });

  it("refreshes with rotation", async () => {
    const party = await relyingParty();
    const { tokens } = await signIn(party);
    const { refresh_token: first = "" } = await tokens();

    const refreshed = await client.refreshTokenGrant(party.config, first, { scope: "openid offline_access" });

    expect(refreshed.refresh_token).not.toBe(first);
    expect(refreshed.claims()).toMatchObject({ sub: party.user.id });
    await expect(client.refreshTokenGrant(party.config, first)).rejects.toMatchObject({ error: "invalid_grant" });
    const wider = client.refreshTokenGrant(party.config, refreshed.refresh_token ?? "", { scope: "openid email" });
    await expect(wider).rejects.toMatchObject({ error: "invalid_scope" });
  });

  it("gives machines a token of their own", async () => {
    const party = await relyingParty();
    const machine = party.mock.dashboard.connectApplications.create({
      name: "Job",
      application_type: "m2m",
      organization_id: party.organization.id,
      scopes: ["jobs:run", "jobs:read"],
    });
    const { secret } = party.mock.dashboard.connectSecrets.create({ application: machine.id });
    const config = new client.Configuration(party.config.serverMetadata(), machine.client_id, secret);
    config[client.customFetch] = (url, init) => party.mock.fetch(url, init as RequestInit);

    const all = await client.clientCredentialsGrant(config);
    const one = await client.clientCredentialsGrant(config, { scope: "jobs:read" });

    expect(all).toMatchObject({ token_type: "bearer", expires_in: 300, scope: "jobs:run jobs:read" });
    expect(all.refresh_token).toBeUndefined();
    expect(one.scope).toBe("jobs:read");
    const { sid, ...claims } = JSON.parse(atob(one.access_token.split(".")[1] ?? ""));
    expect(claims).toMatchObject({ aud: party.mock.clientId, client_id: machine.client_id, scope: "jobs:read" });
    expect(sid).toBeUndefined();
    const seen = await client.tokenIntrospection(config, one.access_token);
    expect(seen).toMatchObject({ active: true, sub: machine.client_id, org_id: party.organization.id });
    await expect(client.fetchUserInfo(config, one.access_token, client.skipSubjectCheck)).rejects.toThrow();
    await expect(client.clientCredentialsGrant(config, { scope: "other" })).rejects.toMatchObject({
      error: "invalid_scope",
    });
  });

  it("signs devices in", async () => {
    const party = await relyingParty();
    const device = await client.initiateDeviceAuthorization(party.config, { scope: "openid" });

    expect(device).toMatchObject({ expires_in: 300, interval: 5, user_code: expect.stringMatching(/^\w{4}-\w{4}$/) });
    party.mock.dashboard.oauth.approveDevice({ user_code: device.user_code, user: "ada@acme.test" });
    const tokens = await client.genericGrantRequest(party.config, "urn:ietf:params:oauth:grant-type:device_code", {
      device_code: device.device_code,
    });

    expect(tokens.claims()).toMatchObject({ sub: party.user.id });
  });

  it("lets clients register themselves and sign in", async () => {
    const party = await relyingParty();
    const registered = await client.dynamicClientRegistration(
      issuer,
      { redirect_uris: [redirect_uri], client_name: "MCP client", token_endpoint_auth_method: "none" },
      client.None(),
      { [client.customFetch]: (url, init) => party.mock.fetch(url, init as RequestInit) },
    );

    const { tokens } = await signIn({ ...party, config: registered }, { resource: "https://mcp.acme.test" });
    const answer = await tokens();

    expect(registered.clientMetadata()).toMatchObject({ client_name: "MCP client" });
    expect(JSON.parse(atob(answer.access_token.split(".")[1] ?? ""))).toMatchObject({ aud: "https://mcp.acme.test" });
  });
});
