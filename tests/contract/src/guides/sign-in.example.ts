// #region start
import { authenticateWithCode, createPendingSignIns, startSignIn } from "@workos-kit/client/auth";
import { createSessions } from "@workos-kit/client/session";
import { workos } from "./workos.ts";

const redirect_uri = "https://app.example/callback";
const pending = createPendingSignIns({ fallback: "/dashboard" });
const sessions = createSessions(workos, { password: process.env.COOKIE_PASSWORD ?? "" });

/** GET /login?return_to=/reports */
export async function login(request: Request): Promise<Response> {
  const started = await startSignIn(workos, { provider: "authkit", redirect_uri });
  const returnTo = new URL(request.url).searchParams.get("return_to");
  return redirect(started.url, await pending.start(started, { returnTo }));
}
// #endregion

// #region callback
/** GET /callback: throws CallbackError when this browser did not start the sign-in, or the person was refused. */
export async function callback(request: Request): Promise<Response> {
  const { code, codeVerifier: code_verifier, returnTo, setCookie } = await pending.finish(request);
  const authentication = await authenticateWithCode(workos, { code, code_verifier });
  return redirect(returnTo, setCookie, await sessions.start(authentication));
}

function redirect(location: string, ...cookies: string[]): Response {
  const headers = new Headers({ location });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 302, headers });
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

export async function startSso(organization: string): Promise<Response> {
  const started = await startSsoSignIn(workos, { organization, redirect_uri });
  return redirect(started.url, await pending.start(started));
}

export async function finishSso(request: Request) {
  const { code, codeVerifier: code_verifier } = await pending.finish(request);
  return (await getProfileAndToken(workos, { grant_type: "authorization_code", code, code_verifier })).profile;
}
// #endregion
