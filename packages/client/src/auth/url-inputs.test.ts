import { describe, expect, expectTypeOf, it } from "vitest";
import type { AuthorizeProvider } from "../generated/models.ts";
import { startSignIn, startSsoSignIn } from "./sign-in.ts";
import type { AuthorizationUrlInput, SsoAuthorizationUrlInput } from "./url-inputs.ts";
import { buildAuthorizationUrl, buildSsoAuthorizationUrl } from "./urls.ts";

const environment = { baseUrl: "https://api.workos.com", clientId: "client_1" };
const redirect_uri = "https://app.test/callback";
const queryOf = (url: string) => {
  const { client_id, redirect_uri, response_type, ...rest } = Object.fromEntries(new URL(url).searchParams);
  return rest;
};
const authkit = (input: AuthorizationUrlInput) => queryOf(buildAuthorizationUrl(environment, input));
const sso = (input: SsoAuthorizationUrlInput) => queryOf(buildSsoAuthorizationUrl(environment, input));

describe("what leads to AuthKit", () => {
  it("is one selector, or the hosted page with an organization, as apps put options together", () => {
    const [organization, nobody]: (string | undefined)[] = ["org_1", undefined];
    const from = (org: string | undefined, isNew: boolean) =>
      authkit({
        redirect_uri,
        ...(org ? { organization_id: org } : { provider: "authkit", ...(isNew && { screen_hint: "sign-up" }) }),
      });
    const hosted = (organization_id: string | undefined) =>
      authkit({ redirect_uri, provider: "authkit", organization_id, ...(organization_id && { max_age: 60 }) });
    const kept: AuthorizationUrlInput = { redirect_uri, provider: "authkit" };
    kept.organization_id = "org_2";
    const social = (provider: AuthorizeProvider) => authkit({ redirect_uri, provider });

    expect([from(organization, true), from(nobody, true), from(nobody, false)]).toEqual([
      { organization_id: "org_1" },
      { provider: "authkit", screen_hint: "sign-up" },
      { provider: "authkit" },
    ]);
    expect([hosted(organization), hosted(nobody)]).toEqual([
      { provider: "authkit", organization_id: "org_1", max_age: "60" },
      { provider: "authkit" },
    ]);
    expect(authkit({ ...kept, state: "s" })).toEqual({ provider: "authkit", organization_id: "org_2", state: "s" });
    expect([social("authkit"), social("GoogleOAuth")]).toEqual([{ provider: "authkit" }, { provider: "GoogleOAuth" }]);
  });

  it("is not none, nor two of them", () => {
    // @ts-expect-error No selector.
    expect(() => authkit({ redirect_uri })).toThrow(/exactly one/);
    // @ts-expect-error Two selectors.
    expect(() => authkit({ redirect_uri, connection_id: "c", organization_id: "o" })).toThrow(/exactly one/);
    // @ts-expect-error Only the hosted page may be told the organization.
    expect(() => authkit({ redirect_uri, provider: "GoogleOAuth", organization_id: "o" })).toThrow(/exactly one/);
    // @ts-expect-error The hosted page takes no connection.
    expect(() => authkit({ redirect_uri, provider: "authkit", connection_id: "c" })).toThrow(/exactly one/);
    // @ts-expect-error A page of AuthKit, past AuthKit.
    expect(() => authkit({ redirect_uri, organization_id: "o", screen_hint: "sign-up" })).toThrow(/screen_hint/);
    expectTypeOf<{ redirect_uri: string; organization_id?: string }>().not.toExtend<AuthorizationUrlInput>();
  });
});

describe("what leads to an identity provider", () => {
  it("is one selector, as apps put options together", () => {
    const from = (connection: string | null, organization: string | undefined) =>
      sso({
        redirect_uri,
        ...(connection ? { connection } : organization ? { organization } : { provider: "GoogleOAuth" }),
        ...(organization && { domain_hint: "acme.test" }),
      });

    expect([from("conn_1", undefined), from(null, "org_1"), from(null, undefined)]).toEqual([
      { connection: "conn_1" },
      { organization: "org_1", domain_hint: "acme.test" },
      { provider: "GoogleOAuth" },
    ]);
    expect(sso({ redirect_uri, domain: "acme.test", organization: undefined })).toEqual({ domain: "acme.test" });
    expect(sso({ redirect_uri, connection: "c", code_challenge: "x", code_challenge_method: "S256" })).toEqual({
      ...{ connection: "c", code_challenge: "x", code_challenge_method: "S256" },
    });
  });

  it("is not none, nor two of them", () => {
    // @ts-expect-error No selector.
    expect(() => sso({ redirect_uri })).toThrow(/exactly one/);
    // @ts-expect-error Two selectors.
    expect(() => sso({ redirect_uri, connection: "c", organization: "o" })).toThrow(/exactly one/);
    // @ts-expect-error Two selectors, one of them the old one.
    expect(() => sso({ redirect_uri, organization: "o", domain: "acme.test" })).toThrow(/exactly one/);
    expectTypeOf<{ redirect_uri: string; organization: string | undefined }>().not.toExtend<SsoAuthorizationUrlInput>();
  });
});

it("is told apart where a sign-in is started too", async () => {
  // @ts-expect-error No selector.
  await expect(startSignIn(environment, { redirect_uri })).rejects.toThrow(/exactly one/);
  // @ts-expect-error Two selectors.
  const two = startSsoSignIn(environment, { redirect_uri, connection: "c", provider: "GoogleOAuth" });
  await expect(two).rejects.toThrow(/exactly one/);
  const kept: AuthorizationUrlInput = { redirect_uri, provider: "authkit", code_challenge: "mine" };
  const { url } = await startSignIn(environment, kept);
  expect(url).not.toContain("mine");
});
