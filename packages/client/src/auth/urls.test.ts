import { describe, expect, it } from "vitest";
import { createClient } from "../client.ts";
import { CallbackError, readCallback } from "./callback.ts";
import { challengeOf, createPkce, createState } from "./pkce.ts";
import { startSignIn, startSsoSignIn } from "./sign-in.ts";
import { buildAuthorizationUrl, buildJwksUrl, buildLogoutUrl, buildSsoAuthorizationUrl } from "./urls.ts";

const client = createClient({ clientId: "client_1", apiKey: "sk_test_secret" });
const redirect_uri = "https://app.test/callback?from=a&b";

describe("buildAuthorizationUrl", () => {
  it("writes every option by the API's names and never the key", () => {
    const url = new URL(
      buildAuthorizationUrl(client, {
        provider: "authkit",
        redirect_uri,
        state: "s&1",
        screen_hint: "sign-up",
        max_age: 0,
        prompt: "login",
        login_hint: "a@b.test",
        domain_hint: "b.test",
        invitation_token: "inv",
        organization_id: "org_1",
        provider_scopes: ["email", "profile"],
        provider_query_params: { hd: "b.test" },
      }),
    );

    expect(url.origin + url.pathname).toBe("https://api.workos.com/user_management/authorize");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: "code",
      provider: "authkit",
      redirect_uri,
      state: "s&1",
      screen_hint: "sign-up",
      max_age: "0",
      prompt: "login",
      login_hint: "a@b.test",
      domain_hint: "b.test",
      invitation_token: "inv",
      organization_id: "org_1",
      provider_scopes: "email,profile",
      "provider_query_params[hd]": "b.test",
      client_id: "client_1",
    });
    expect(url.href).not.toContain("secret");
  });

  it.each([
    [{}],
    [{ provider: "" }],
    [{ organization_id: "" }],
    [{ connection_id: "conn_1", organization_id: "org_1" }],
    [{ provider: "GoogleOAuth", organization_id: "org_1" }],
    [{ provider: "authkit", connection_id: "conn_1" }],
  ])("refuses the selectors %j", (selectors) => {
    expect(() => buildAuthorizationUrl(client, { ...selectors, redirect_uri } as never)).toThrow(/exactly one/);
  });

  it("refuses options of the hosted page for another provider", () => {
    const input = { provider: "GoogleOAuth", screen_hint: "sign-up", redirect_uri } as const;

    // @ts-expect-error The types refuse them too.
    expect(() => buildAuthorizationUrl(client, input)).toThrow(/screen_hint/);
  });

  it("refuses a client without a client id", () => {
    for (const anonymous of [createClient({ apiKey: "sk_test" }), { baseUrl: client.baseUrl, clientId: "" }]) {
      expect(() => buildAuthorizationUrl(anonymous, { provider: "authkit", redirect_uri })).toThrow(/client id/);
    }
  });
});

describe("buildSsoAuthorizationUrl", () => {
  it("takes one selector, and keeps the path of the base address", () => {
    const environment = { baseUrl: "https://proxy.test/workos", clientId: "client_1" };

    expect(buildSsoAuthorizationUrl(environment, { connection: "conn_1", redirect_uri: "https://app.test" })).toBe(
      "https://proxy.test/workos/sso/authorize?response_type=code&connection=conn_1&redirect_uri=https%3A%2F%2Fapp.test&client_id=client_1",
    );
  });

  it.each([
    [{}],
    [{ connection: "conn_1", organization: "org_1" }],
    [{ organization: "org_1", provider: "GoogleOAuth" }],
    [{ organization: "" }],
  ])("refuses the selectors %j", (selectors) => {
    expect(() => buildSsoAuthorizationUrl(client, { ...selectors, redirect_uri } as never)).toThrow(/exactly one/);
  });
});

it("builds the addresses of logout and keys", () => {
  expect(buildLogoutUrl(client, { session_id: "session_1", return_to: "https://app.test/bye" })).toBe(
    "https://api.workos.com/user_management/sessions/logout?session_id=session_1&return_to=https%3A%2F%2Fapp.test%2Fbye",
  );
  expect(buildJwksUrl(client)).toBe("https://api.workos.com/sso/jwks/client_1");
});

describe("PKCE", () => {
  it("agrees with the example of RFC 7636", async () => {
    expect(await challengeOf("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")).toBe(
      "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    );
  });

  it("makes a new verifier of allowed characters each time", async () => {
    const [one, two] = [await createPkce(), await createPkce()];

    expect(one.codeVerifier).toMatch(/^[\w-]{43}$/);
    expect(one.codeVerifier).not.toBe(two.codeVerifier);
    expect(createState()).not.toBe(createState());
  });

  it("goes into a started sign-in, but not its verifier", async () => {
    const started = await startSignIn(client, { provider: "authkit", redirect_uri });
    const query = new URL(started.url).searchParams;

    expect(query.get("code_challenge")).toBe(await challengeOf(started.codeVerifier));
    expect([query.get("code_challenge_method"), query.get("state")]).toEqual(["S256", started.state]);
    expect(started.url).not.toContain(started.codeVerifier);
    expect((await startSsoSignIn(client, { organization: "org_1", redirect_uri, state: "mine" })).state).toBe("mine");
  });
});

it("makes a state where an empty one was given: it would prove nothing", async () => {
  const started = await startSignIn(client, { provider: "authkit", redirect_uri, state: "" });
  const sso = await startSsoSignIn(client, { organization: "org_1", redirect_uri, state: "" });

  expect([started.state, sso.state]).toEqual([expect.stringMatching(/^[\w-]{43}$/), expect.stringMatching(/^.{43}$/)]);
});

describe("readCallback", () => {
  it("gives the code when the state fits", () => {
    expect(readCallback("https://app.test/cb?code=c_1&state=s", { state: "s" })).toEqual({ code: "c_1" });
    expect(readCallback("https://app.test/cb?code=c_1", { state: null })).toEqual({ code: "c_1" });
    expect(readCallback("/cb?code=c_1&state=s", { state: "s" })).toEqual({ code: "c_1" });
  });

  it("takes an empty state for none, whatever the callback says", () => {
    const read = () => readCallback("https://app.test/cb?code=c&state=", { state: "" });

    expect(read).toThrow(expect.objectContaining({ reason: "state_mismatch" }));
  });

  it("tells what the provider explained, but not in its message", () => {
    const read = () =>
      readCallback("https://app.test/cb?state=s&error=access_denied&error_description=No.", { state: "s" });

    expect(read).toThrow(expect.objectContaining({ reason: "access_denied", description: "No." }));
    expect(read).toThrow("The sign-in was refused: access_denied.");
  });

  it.each([
    ["https://app.test/cb?code=c&state=other", "state_mismatch"],
    ["https://app.test/cb?code=c", "state_mismatch"],
    ["https://app.test/cb?state=s&error=access_denied&error_description=No", "access_denied"],
    ["https://app.test/cb?state=s&error=%3Cscript%3E", "unknown"],
    ["https://app.test/cb?state=s", "code_missing"],
    ["https://app.test/cb?state=s&code=", "code_missing"],
  ])("refuses %s", (url, reason) => {
    try {
      readCallback(url, { state: "s" });
      expect.unreachable();
    } catch (error) {
      if (!CallbackError.isInstance(error)) throw error;
      expect(error.reason).toBe(reason);
    }
  });
});
