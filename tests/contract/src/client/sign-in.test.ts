import { isApiError } from "@workos-kit/client";
import {
  authenticateWithCode,
  authenticateWithEmailCompletion,
  authenticateWithEmailVerification,
  authenticateWithMagicAuth,
  authenticateWithOrganizationSelection,
  authenticateWithPassword,
  authenticateWithRefreshToken,
  buildAuthorizationUrl,
  readCallback,
  readPendingToken,
  startSignIn,
} from "@workos-kit/client/auth";
import { createMagicAuth, listUserSessions, updateUser } from "@workos-kit/client/operations";
import { createTokenVerifier } from "@workos-kit/client/tokens";
import { describe, expect, it } from "vitest";
import { callback, email, failureOf, openStageWithUser, password, visit } from "./stage.ts";

describe("a sign-in with hosted AuthKit", () => {
  it("goes from address to callback to tokens with PKCE, and with the secret", async () => {
    await using stage = await openStageWithUser();
    const start = await startSignIn(stage.client, { provider: "authkit", redirect_uri: callback, login_hint: email });

    const { code } = readCallback(await visit(start.url), { state: start.state });
    const done = await authenticateWithCode(stage.client, { code, code_verifier: start.codeVerifier });

    expect([done.user.id, done.authentication_method]).toEqual([stage.user.id, "Password"]);
    const [request] = stage.mock.requests.of("authenticate");
    expect(Object(request?.body)).toMatchObject({
      client_secret: expect.any(String),
      code_verifier: start.codeVerifier,
    });
    expect(request?.headers).not.toHaveProperty("authorization");
  });

  it("needs no proof of a client with a key, whose secret is proof enough", async () => {
    await using stage = await openStageWithUser();
    const url = buildAuthorizationUrl(stage.client, { provider: "authkit", redirect_uri: callback, state: "s-1" });

    const { code } = readCallback(await visit(url), { state: "s-1" });
    const done = await authenticateWithCode(stage.client, { code });

    expect(done.user.id).toBe(stage.user.id);
    const without = await visit(buildAuthorizationUrl(stage.client, { provider: "authkit", redirect_uri: callback }));
    const stolen = authenticateWithCode(stage.publicClient, { code: without.searchParams.get("code") ?? "" });
    await expect(stolen).rejects.toMatchObject({ status: 400, code: "unauthorized_client" });
  });

  it("gives tokens to a client without a key, which also refreshes them", async () => {
    await using stage = await openStageWithUser();
    const { publicClient, mock } = stage;
    const start = await startSignIn(publicClient, { provider: "authkit", redirect_uri: callback });
    const { code } = readCallback(await visit(start.url), { state: start.state });

    const done = await authenticateWithCode(publicClient, { code, code_verifier: start.codeVerifier });
    const again = await authenticateWithRefreshToken(publicClient, { refresh_token: done.refresh_token });

    expect(again.user.id).toBe(stage.user.id);
    for (const { body, headers } of mock.requests.of("authenticate")) {
      expect(body).not.toHaveProperty("client_secret");
      expect(headers).not.toHaveProperty("authorization");
    }
  });

  it("takes a code once, and no verifier but its own", async () => {
    await using stage = await openStageWithUser();
    const signIn = async () => {
      const start = await startSignIn(stage.client, { provider: "authkit", redirect_uri: callback });
      return { ...start, ...readCallback(await visit(start.url), { state: start.state }) };
    };
    const [one, two] = [await signIn(), await signIn()];

    const swapped = authenticateWithCode(stage.client, { code: one.code, code_verifier: two.codeVerifier });
    await expect(swapped).rejects.toMatchObject({ status: 400, code: "invalid_grant" });
    await authenticateWithCode(stage.client, { code: two.code, code_verifier: two.codeVerifier });
    const twice = authenticateWithCode(stage.client, { code: two.code, code_verifier: two.codeVerifier });
    await expect(twice).rejects.toMatchObject({ code: "invalid_grant" });
  });

  it("comes back with the provider's refusal, and with the state of its own sign-in only", async () => {
    await using stage = await openStageWithUser();
    const start = await startSignIn(stage.client, { provider: "authkit", redirect_uri: callback });
    stage.mock.dashboard.authentication.nextLogin({ email, error: "access_denied", error_description: "No." });

    const back = await visit(start.url);

    expect(await failureOf(Promise.resolve().then(() => readCallback(back, { state: start.state })))).toMatchObject({
      name: "CallbackError",
      reason: "access_denied",
      description: "No.",
    });
    expect(() => readCallback(back, { state: "another" })).toThrow(/state/);
  });
});

describe("the grants that need no browser", () => {
  it("sign in by password, and tell a wrong one by its code", async () => {
    await using stage = await openStageWithUser();

    const done = await authenticateWithPassword(stage.client, { email, password, ip_address: "192.0.2.1" });
    const wrong = await failureOf(authenticateWithPassword(stage.client, { email, password: "wrong" }));

    expect(done.user.id).toBe(stage.user.id);
    expect(isApiError(wrong, "invalid_credentials")).toBe(true);
    const [session] = (await listUserSessions(stage.client, { user_id: stage.user.id })).data;
    expect(session?.ip_address).toBe("192.0.2.1");
  });

  it("sign in by a code that was mailed, once", async () => {
    await using stage = await openStageWithUser();
    await createMagicAuth(stage.client, { email });
    const code = stage.mock.outbox.last(email, "magic_auth")?.code ?? "";

    const done = await authenticateWithMagicAuth(stage.client, { code, email });

    expect(done).toMatchObject({ authentication_method: "MagicAuth", user: { id: stage.user.id } });
    await expect(authenticateWithMagicAuth(stage.client, { code, email })).rejects.toMatchObject({
      code: "one_time_code_previously_used",
    });
  });

  it("go on after an unverified address with the code that was mailed to it", async () => {
    await using stage = await openStageWithUser();
    stage.mock.dashboard.settings.update({ require_email_verification: true });
    await updateUser(stage.client, { id: stage.user.id, email_verified: false });

    const stop = await failureOf(authenticateWithPassword(stage.client, { email, password }));
    if (!isApiError(stop, "email_verification_required")) throw stop;
    const pending_authentication_token = readPendingToken(stop);
    const code = stage.mock.outbox.last(email, "email_verification")?.code ?? "";
    const done = await authenticateWithEmailVerification(stage.client, { code, pending_authentication_token });

    expect(done.user.email_verified).toBe(true);
  });

  it("go on with the address that a provider did not give", async () => {
    await using stage = await openStageWithUser();
    const start = await startSignIn(stage.client, { provider: "GitHubOAuth", redirect_uri: callback });
    stage.mock.dashboard.authentication.nextLogin({ email: null, idp_id: "1234" });
    const { code } = readCallback(await visit(start.url), { state: start.state });

    const stop = await failureOf(authenticateWithCode(stage.client, { code, code_verifier: start.codeVerifier }));
    if (!isApiError(stop, "email_completion_required")) throw stop;
    const { email_completion_token = "" } = stop.body;
    const done = await authenticateWithEmailCompletion(stage.client, {
      email: "bob@acme.test",
      email_completion_token,
    });

    expect(done.user.email).toBe("bob@acme.test");
  });

  it("go on after a choice of organization", async () => {
    await using stage = await openStageWithUser();
    const [acme, blue] = [stage.join("Acme"), stage.join("Blue")];

    const stop = await failureOf(authenticateWithPassword(stage.client, { email, password }));
    if (!isApiError(stop, "organization_selection_required")) throw stop;
    expect(stop.body).toMatchObject({ organizations: [{ id: acme.id }, { id: blue.id }] });
    const pending_authentication_token = readPendingToken(stop);
    const input = { organization_id: blue.id, pending_authentication_token };
    const done = await authenticateWithOrganizationSelection(stage.client, input);

    expect(done.organization_id).toBe(blue.id);
  });
});

describe("a refresh token", () => {
  it("rotates, keeps its session, and works once", async () => {
    await using stage = await openStageWithUser();
    const tokens = createTokenVerifier(stage.client);
    const first = await authenticateWithPassword(stage.client, { email, password });

    const second = await authenticateWithRefreshToken(stage.client, { refresh_token: first.refresh_token });

    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await tokens.verify(second.access_token)).sid).toBe((await tokens.verify(first.access_token)).sid);
    const again = authenticateWithRefreshToken(stage.client, { refresh_token: first.refresh_token });
    await expect(again).rejects.toMatchObject({ status: 400, code: "invalid_grant" });
  });

  it("that is used a second time ends the session, where the environment says so", async () => {
    await using stage = await openStageWithUser();
    stage.mock.dashboard.settings.update({ revoke_on_refresh_token_reuse: true });
    const { refresh_token } = await authenticateWithPassword(stage.client, { email, password });
    const next = await authenticateWithRefreshToken(stage.client, { refresh_token });

    await failureOf(authenticateWithRefreshToken(stage.client, { refresh_token }));

    const own = authenticateWithRefreshToken(stage.client, { refresh_token: next.refresh_token });
    await expect(own).rejects.toMatchObject({ code: "invalid_grant" });
  });

  it("switches organization", async () => {
    await using stage = await openStageWithUser();
    const { refresh_token } = await authenticateWithPassword(stage.client, { email, password });
    const acme = stage.join("Acme");

    const done = await authenticateWithRefreshToken(stage.client, { refresh_token, organization_id: acme.id });

    expect(done.organization_id).toBe(acme.id);
  });
});
