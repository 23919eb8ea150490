// #region start
import { authenticateWithCode, readCallback, startSignIn } from "@workos-kit/client/auth";
import { workos } from "./workos.ts";

const redirect_uri = "https://app.example/callback";

/** GET /login: keep `state` and `codeVerifier` in short-lived, HttpOnly cookies. */
export async function login() {
  return startSignIn(workos, { provider: "authkit", redirect_uri });
}
// #endregion

// #region callback
/** GET /callback: throws CallbackError when the state differs or the user was refused. */
export async function callback(url: string, kept: { state: string; codeVerifier: string }) {
  const { code } = readCallback(url, { state: kept.state });
  return authenticateWithCode(workos, { code, code_verifier: kept.codeVerifier });
}

// #endregion

// #region mfa
import { isApiError } from "@workos-kit/client";
import { authenticateWithPassword, startMfaChallenge } from "@workos-kit/client/auth";

export async function signIn(email: string, password: string, askForCode: () => Promise<string>) {
  try {
    return await authenticateWithPassword(workos, { email, password });
  } catch (error) {
    if (!isApiError(error, "mfa_challenge")) throw error;
    const step = await startMfaChallenge(workos, error);
    return step.verify(await askForCode());
  }
}

// #endregion

// #region sso
import { startSsoSignIn } from "@workos-kit/client/auth";
import { getProfileAndToken } from "@workos-kit/client/operations";

export async function startSso(organization: string) {
  return startSsoSignIn(workos, { organization, redirect_uri });
}

export async function finishSso(url: string, kept: { state: string; codeVerifier: string }) {
  const { code } = readCallback(url, { state: kept.state });
  const input = { grant_type: "authorization_code", code, code_verifier: kept.codeVerifier } as const;
  return (await getProfileAndToken(workos, input)).profile;
}
// #endregion
