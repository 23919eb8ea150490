// #region start
import { authenticateWithCode, CallbackError, createPendingSignIns, startSignIn } from "@workos-kit/client/auth";
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
/** GET /callback */
export async function callback(request: Request): Promise<Response> {
  try {
    const { code, codeVerifier: code_verifier, returnTo, setCookie } = await pending.finish(request);
    const authentication = await authenticateWithCode(workos, { code, code_verifier });
    return redirect(returnTo, setCookie, await sessions.start(authentication));
  } catch (error) {
    // Opened a second time, by a browser that did not start it, or refused by the provider.
    if (!CallbackError.isInstance(error)) throw error;
    const headers = new Headers(error.setCookie ? { "set-cookie": error.setCookie } : {});
    return new Response(`The sign-in failed (${error.reason}): try again.`, { status: 400, headers });
  }
}

function redirect(location: string, ...cookies: string[]): Response {
  const headers = new Headers({ location });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 302, headers });
}

// #endregion

// #region steps
import { isApiError } from "@workos-kit/client";
import {
  authenticateWithEmailVerification,
  authenticateWithOrganizationSelection,
  authenticateWithPassword,
  readPendingToken,
  startMfaChallenge,
} from "@workos-kit/client/auth";

interface Person {
  askForCode(): Promise<string>;
  choose(organizations: { id: string; name: string }[]): Promise<string>;
}

export async function signIn(email: string, password: string, person: Person) {
  try {
    return await authenticateWithPassword(workos, { email, password });
  } catch (error) {
    if (isApiError(error, "mfa_challenge")) {
      const step = await startMfaChallenge(workos, error);
      return step.verify(await person.askForCode());
    }
    if (isApiError(error, "organization_selection_required")) {
      const organization_id = await person.choose(error.body.organizations ?? []);
      const pending_authentication_token = readPendingToken(error);
      return authenticateWithOrganizationSelection(workos, { organization_id, pending_authentication_token });
    }
    if (isApiError(error, "email_verification_required")) {
      const code = await person.askForCode();
      return authenticateWithEmailVerification(workos, { code, pending_authentication_token: readPendingToken(error) });
    }
    throw error;
  }
}

// #endregion

// #region two-requests
import { authenticateWithTotp } from "@workos-kit/client/auth";
import { readCookie, writeCookie } from "@workos-kit/client/session";

const step = { name: "wos-step", path: "/login/code", maxAgeSeconds: 600 };

/** POST /login, when it threw `mfa_challenge`. */
export async function askForCode(error: unknown): Promise<Response> {
  const { challenge } = await startMfaChallenge(workos, error);
  return redirect("/login/code", writeCookie(`${challenge.id} ${readPendingToken(error)}`, step));
}

/** POST /login/code */
export async function takeCode(request: Request): Promise<Response> {
  const code = String((await request.formData()).get("code"));
  const [authentication_challenge_id = "", pending_authentication_token = ""] =
    readCookie(request, step.name)?.split(" ") ?? [];
  const input = { code, authentication_challenge_id, pending_authentication_token };
  return redirect("/", await sessions.start(await authenticateWithTotp(workos, input)), writeCookie(undefined, step));
}

// #endregion

// #region sso
import { startSsoSignIn } from "@workos-kit/client/auth";
import { getProfileAndToken } from "@workos-kit/client/operations";

export async function startSso(organization: string): Promise<Response> {
  const started = await startSsoSignIn(workos, { organization, redirect_uri });
  return redirect(started.url, await pending.start(started));
}

/** GET /callback: who it was, and what to answer once you have signed her in. */
export async function finishSso(request: Request) {
  const { code, codeVerifier: code_verifier, returnTo, setCookie } = await pending.finish(request);
  const { profile } = await getProfileAndToken(workos, { grant_type: "authorization_code", code, code_verifier });
  return { profile, answer: redirect(returnTo, setCookie) };
}
// #endregion
