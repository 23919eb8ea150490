import { WorkOS } from "@workos-inc/node";
import { createClient } from "@workos-kit/client";
import {
  buildAuthorizationUrl,
  buildJwksUrl,
  buildLogoutUrl,
  buildSsoAuthorizationUrl,
  challengeOf,
  createPkce,
  startSignIn,
  startSsoSignIn,
} from "@workos-kit/client/auth";
import { describe, expect, it } from "vitest";

const clientId = "client_1";
const vendor = new WorkOS("sk_test", { clientId });
const client = createClient({ apiKey: "sk_test", clientId });
const redirect_uri = "https://app.test/callback?from=ä b&to=c";
const proof = { code_challenge: "c".repeat(43), code_challenge_method: "S256" } as const;

describe("an address, as the vendor's SDK writes it", () => {
  it.each([
    {},
    { prompt: "login", login_hint: "ada+1@acme.test", domain_hint: "acme.test", state: "a b&c=d#é" },
    { provider: "GoogleOAuth" as const, provider_query_params: { hd: "acme.test" }, provider_scopes: ["email"] },
    { organization_id: "org_1", invitation_token: "invited", max_age: 0, screen_hint: "sign-up" as const },
    { provider: undefined, connection_id: "conn_1", ...proof },
  ])("leads to AuthKit with %j", (input) => {
    const all = { provider: "authkit" as const, redirect_uri, ...input };

    const theirs = vendor.userManagement.getAuthorizationUrl(camelCased(all) as never);

    expect(partsOf(buildAuthorizationUrl(client, all))).toEqual(partsOf(theirs));
  });

  it.each([
    { connection: "conn_1", state: "s", ...proof },
    { organization: "org_1", login_hint: "ada@acme.test", domain_hint: "acme.test" },
    { provider: "GoogleOAuth" as const, provider_query_params: { hd: "acme.test" }, provider_scopes: ["email"] },
  ])("leads to an identity provider with %j", (input) => {
    const all = { redirect_uri, ...input };

    const theirs = vendor.sso.getAuthorizationUrl(camelCased({ ...all, client_id: clientId }) as never);

    expect(partsOf(buildSsoAuthorizationUrl(client, all))).toEqual(partsOf(theirs));
  });

  it("has several scopes in one parameter, as the reference has it, where the vendor's SDK repeats it", () => {
    const input = { provider: "GoogleOAuth" as const, redirect_uri, provider_scopes: ["email", "profile"] };

    const theirs = new URL(vendor.userManagement.getAuthorizationUrl(camelCased(input) as never)).searchParams;

    const scopes = new URL(buildAuthorizationUrl(client, input)).searchParams.getAll("provider_scopes");
    expect(scopes).toEqual([theirs.getAll("provider_scopes").join(",")]);
  });

  it("ends a session, and has the keys", () => {
    const input = { session_id: "session_1", return_to: "https://app.test/bye?a=b&c=ä" };
    const theirs = vendor.userManagement.getLogoutUrl({ sessionId: input.session_id, returnTo: input.return_to });

    expect(partsOf(buildLogoutUrl(client, input))).toEqual(partsOf(theirs));
    expect(buildJwksUrl(client)).toBe(vendor.userManagement.getJwksUrl(clientId));
  });

  it("begins with a proof of the same kind", async () => {
    const input = { provider: "authkit" as const, redirect_uri };
    const theirs = await vendor.userManagement.getAuthorizationUrlWithPKCE(camelCased(input) as never);
    const ours = await startSignIn(client, input);
    const sso = await startSsoSignIn(client, { organization: "org_1", redirect_uri });
    const theirSso = await vendor.sso.getAuthorizationUrlWithPKCE({
      ...{ clientId, organization: "org_1", redirectUri: redirect_uri },
    });

    for (const { url, state, codeVerifier } of [ours, theirs, sso, theirSso]) {
      const query = new URL(url).searchParams;
      expect(query.get("state")).toBe(state);
      expect(query.get("code_challenge")).toBe(await challengeOf(codeVerifier));
    }
    expect(Object.keys(partsOf(ours.url).query)).toEqual(Object.keys(partsOf(theirs.url).query));
    expect(Object.keys(partsOf(sso.url).query)).toEqual(Object.keys(partsOf(theirSso.url).query));
    const { codeVerifier, codeChallenge } = await createPkce();
    expect(await vendor.pkce.generateCodeChallenge(codeVerifier)).toBe(codeChallenge);
  });
});

function partsOf(address: string): { path: string; query: Record<string, string> } {
  const { origin, pathname, searchParams } = new URL(address);
  return { path: origin + pathname, query: Object.fromEntries([...searchParams].sort()) };
}

function camelCased(input: object): object {
  const renamed = (key: string) => key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [renamed(key), value]));
}
