import { generate } from "otplib";
import { expect } from "vitest";
import type { Exercise } from "../stage.ts";

export const signIn: Exercise = {
  title: "sign-in with password, codes, second factor and refreshed sessions",
  async run({ mock, workos }) {
    const { userManagement } = workos;
    const { clientId } = mock;
    const email = "ada@acme.test";
    const password = "a long passphrase, not a word";
    const ada = await userManagement.createUser({ email, password, emailVerified: true });

    const first = await userManagement.authenticateWithPassword({ clientId, email, password });
    expect(first.user.id).toBe(ada.id);
    await expect(userManagement.authenticateWithPassword({ clientId, email, password: "wrong" })).rejects.toThrow();
    const fresh = await userManagement.authenticateWithRefreshToken({ clientId, refreshToken: first.refreshToken });
    expect(fresh.refreshToken).not.toBe(first.refreshToken);
    expect((await userManagement.listSessions(ada.id)).data).toHaveLength(1);

    const magic = await userManagement.createMagicAuth({ email });
    expect((await userManagement.getMagicAuth(magic.id)).email).toBe(email);
    const code = mock.outbox.last(email)?.code ?? "";
    expect((await userManagement.authenticateWithMagicAuth({ clientId, email, code })).user.id).toBe(ada.id);

    const reset = await userManagement.createPasswordReset({ email });
    expect((await userManagement.getPasswordReset(reset.id)).email).toBe(email);
    const token = mock.outbox.last(email)?.token ?? reset.passwordResetToken;
    await userManagement.resetPassword({ token, newPassword: "another long passphrase" });
    await userManagement.authenticateWithPassword({ clientId, email, password: "another long passphrase" });

    mock.dashboard.redirectUris.create({ uri: "https://app.test/callback" });
    const url = userManagement.getAuthorizationUrl({
      clientId,
      provider: "authkit",
      redirectUri: "https://app.test/callback",
      loginHint: email,
      state: "s-1",
    });
    const back = new URL((await fetch(url, { redirect: "manual" })).headers.get("location") ?? "");
    const session = await userManagement.authenticateWithCode({ clientId, code: back.searchParams.get("code") ?? "" });
    expect(session.user.id).toBe(ada.id);
    expect(userManagement.getJwksUrl(clientId)).toContain(clientId);
    const [current] = (await userManagement.listSessions(ada.id)).data;
    expect(userManagement.getLogoutUrl({ sessionId: current?.id ?? "" })).toContain(current?.id);
    await userManagement.revokeSession({ sessionId: current?.id ?? "" });

    mock.dashboard.settings.update({ mfa: "required" });
    const factor = await workos.multiFactorAuth.createUserAuthFactor({ userId: ada.id, type: "totp" });
    expect((await workos.multiFactorAuth.listUserAuthFactors({ userId: ada.id })).data).toHaveLength(1);
    const secret = (factor.authenticationFactor as { totp?: { secret?: string } }).totp?.secret ?? "";
    const step = await userManagement
      .authenticateWithPassword({ clientId, email, password: "another long passphrase" })
      .catch((error: { rawData: { pending_authentication_token: string } }) => error.rawData);
    const done = await userManagement.authenticateWithTotp({
      clientId,
      code: await generate({ secret }),
      pendingAuthenticationToken: "pending_authentication_token" in step ? step.pending_authentication_token : "",
      authenticationChallengeId: factor.authenticationChallenge.id,
    });
    expect(done.user.id).toBe(ada.id);
  },
};
