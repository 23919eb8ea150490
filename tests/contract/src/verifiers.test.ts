import { createMock } from "@workos-kit/testing";
import { serve } from "@workos-kit/testing/server";
import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";
import * as openid from "openid-client";
import { generate } from "otplib";
import { describe, expect, it } from "vitest";

const redirectUri = "https://app.test/callback";
const email = "ada@acme.test";
const password = "a long passphrase, not a word";

interface Factor {
  readonly id: string;
  readonly totp: { readonly secret: string };
}

/** A server with one user in one organization, and the requests of an app that uses no SDK. */
async function open() {
  const mock = createMock();
  const server = await serve(mock);
  const organization = mock.dashboard.organizations.create({ name: "Acme" });
  const user = mock.dashboard.users.create({ email, password, email_verified: true });
  mock.dashboard.organizationMemberships.create({ user, organization });
  const post = async <Answer>(path: string, body: object): Promise<Answer> => {
    const headers = { authorization: `Bearer ${mock.apiKey}`, "content-type": "application/json" };
    const answer = await fetch(`${server.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    // The caller says what it looks at; the mock's own tests judge answers by the spec.
    return (await answer.json()) as Answer;
  };
  return { mock, server, organization, user, post, [Symbol.asyncDispose]: () => server.close() };
}

describe("verifiers that know nothing of the mock agree, over HTTP", () => {
  it("openid-client discovers the issuer and signs somebody in with PKCE", async () => {
    await using stage = await open();
    const { mock, server, user, organization } = stage;
    const application = mock.dashboard.connectApplications.create({
      name: "Reports",
      application_type: "oauth",
      is_first_party: false,
      organization_id: organization.id,
      redirect_uris: [{ uri: redirectUri }],
    });
    const { secret } = mock.dashboard.connectSecrets.create({ application: application.id });
    const config = await openid.discovery(new URL(server.url), application.client_id, secret, undefined, {
      execute: [openid.allowInsecureRequests],
    });
    const pkceCodeVerifier = openid.randomPKCECodeVerifier();
    const [expectedState, expectedNonce] = [openid.randomState(), openid.randomNonce()];
    const url = openid.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: "openid email offline_access",
      state: expectedState,
      nonce: expectedNonce,
      code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: "S256",
    });
    const back = new URL((await fetch(url, { redirect: "manual" })).headers.get("location") ?? "");

    const tokens = await openid.authorizationCodeGrant(config, back, {
      pkceCodeVerifier,
      expectedState,
      expectedNonce,
    });

    expect(tokens.claims()).toMatchObject({ iss: server.url, sub: user.id, email });
    const renewed = await openid.refreshTokenGrant(config, tokens.refresh_token ?? "");
    expect(decodeJwt(renewed.access_token).sub).toBe(user.id);
  });

  it("jose verifies access tokens against the published keys, and refuses an altered one", async () => {
    await using stage = await open();
    const { mock, server, user, organization, post } = stage;
    const grant = { grant_type: "password", client_id: mock.clientId, client_secret: mock.apiKey, email, password };
    const { access_token: token } = await post<{ access_token: string }>("/user_management/authenticate", grant);
    const keys = createRemoteJWKSet(new URL(`${server.url}/sso/jwks/${mock.clientId}`));

    const { payload, protectedHeader } = await jwtVerify(token, keys, { algorithms: ["RS256"] });

    expect(protectedHeader.kid).toBeTruthy();
    expect(payload).toMatchObject({ sub: user.id, org_id: organization.id, role: "member" });
    const [header, claims, signature] = token.split(".");
    const forged = btoa(JSON.stringify({ ...payload, role: "admin" })).replace(/=+$/, "");
    await expect(jwtVerify([header, forged, signature].join("."), keys)).rejects.toThrow("signature");
    expect(claims).not.toBe(forged);
  });

  it("otplib's codes pass once and nobody else's do", async () => {
    await using stage = await open();
    const enrol = { type: "totp", totp_issuer: "Tests", totp_user: email };
    const { id, totp } = await stage.post<Factor>("/auth/factors/enroll", enrol);
    const challenge = await stage.post<{ id: string }>(`/auth/factors/${id}/challenge`, {});
    const verify = (code: string) => stage.post(`/auth/challenges/${challenge.id}/verify`, { code });
    const code = await generate({ secret: totp.secret });
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, "0");

    expect(await verify(wrong)).toMatchObject({ valid: false });
    expect(await verify(code)).toMatchObject({ valid: true });
    expect(await verify(code)).toMatchObject({ code: "authentication_challenge_previously_verified" });
  });
});
