import { isApiError } from "@workos-kit/client";
import { authenticateWithCode, CallbackError, readCallback } from "@workos-kit/client/auth";
import { takeSignIn } from "#lib/server/pending-sign-in.ts";
import { setSessionCookie } from "#lib/server/set-cookie.ts";
import { sessions, workos } from "#lib/server/workos.ts";
import type { RequestHandler } from "./$types";

/** Ends a sign-in: trades the code for a session, and the session for a sealed cookie. */
export const GET: RequestHandler = async ({ url, cookies }) => {
  const pending = takeSignIn(cookies);
  if (pending === undefined) return leadTo("/?error=sign_in_expired");
  try {
    const { code } = readCallback(url, pending);
    const authentication = await authenticateWithCode(workos, { code, code_verifier: pending.codeVerifier });
    setSessionCookie(cookies, await sessions.start(authentication));
    return leadTo(pending.returnTo);
  } catch (error) {
    if (CallbackError.isInstance(error)) return leadTo(`/?error=${error.reason}`);
    if (isApiError(error)) return leadTo(`/?error=${error.code ?? error.status}`);
    throw error;
  }
};

function leadTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}
