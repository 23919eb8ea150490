import { expect } from "vitest";
import type { Exercise } from "../stage.ts";

export const ownSession: Exercise = {
  title: "PKCE, e-mail verification and sealed sessions",
  async run({ mock, workos }) {
    const { userManagement } = workos;
    const { clientId } = mock;
    const email = "ada@acme.test";
    const cookiePassword = "a cookie password of at least 32 characters";
    const ada = await userManagement.createUser({ email });
    await userManagement.sendVerificationEmail({ userId: ada.id });
    const code = mock.outbox.last(email)?.code ?? "";
    expect((await userManagement.verifyEmail({ userId: ada.id, code })).user.emailVerified).toBe(true);

    mock.dashboard.redirectUris.create({ uri: "https://app.test/callback" });
    const started = await userManagement.getAuthorizationUrlWithPKCE({
      clientId,
      provider: "authkit",
      redirectUri: "https://app.test/callback",
      loginHint: email,
    });
    const back = new URL((await fetch(started.url, { redirect: "manual" })).headers.get("location") ?? "");
    expect(back.searchParams.get("state")).toBe(started.state);
    const session = await userManagement.authenticateWithCodeAndVerifier({
      clientId,
      code: back.searchParams.get("code") ?? "",
      codeVerifier: started.codeVerifier,
      session: { sealSession: true, cookiePassword },
    });

    const sealed = userManagement.loadSealedSession({ sessionData: session.sealedSession ?? "", cookiePassword });
    expect(await sealed.authenticate()).toMatchObject({ authenticated: true, user: { id: ada.id } });
    const sessionData = session.sealedSession ?? "";
    expect(await userManagement.authenticateWithSessionCookie({ sessionData, cookiePassword })).toMatchObject({
      authenticated: true,
      user: { id: ada.id },
    });
    expect(await userManagement.getSessionFromCookie({ sessionData, cookiePassword })).toMatchObject({
      accessToken: session.accessToken,
    });
    const { sid } = JSON.parse(atob(session.accessToken.split(".")[1] ?? "")) as { sid: string };
    expect(await sealed.getLogoutUrl()).toContain(sid);
    expect(await sealed.refresh()).toMatchObject({ authenticated: true });
    // The refresh spent the token in the older cookie.
    const older = userManagement.loadSealedSession({ sessionData, cookiePassword });
    expect(await older.refresh()).toEqual({ authenticated: false, reason: "invalid_grant", retryable: false });
    expect(workos.pkce.generateCodeVerifier(64)).toMatch(/^[\w-]{64}$/);
    const pkce = await workos.pkce.generate();
    expect(await workos.pkce.generateCodeChallenge(pkce.codeVerifier)).toBe(pkce.codeChallenge);
  },
};
