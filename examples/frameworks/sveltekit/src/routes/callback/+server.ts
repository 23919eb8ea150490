import { isApiError } from "@workos-kit/client";
import { authenticateWithCode, CallbackError } from "@workos-kit/client/auth";
import { passCookie } from "#lib/server/pass-cookie.ts";
import { pendingSignIns, sessions, workos } from "#lib/server/workos.ts";
import type { RequestHandler } from "./$types";

/** Ends a sign-in: trades the code for a session, and the session for a sealed cookie. */
export const GET: RequestHandler = async ({ request, cookies }) => {
  try {
    const { code, codeVerifier: code_verifier, returnTo, setCookie } = await pendingSignIns.finish(request);
    passCookie(cookies, setCookie);
    const authentication = await authenticateWithCode(workos, { code, code_verifier });
    passCookie(cookies, await sessions.start(authentication));
    return leadTo(returnTo);
  } catch (error) {
    if (isApiError(error)) return leadTo(`/?error=${error.code ?? error.status}`);
    if (!CallbackError.isInstance(error)) throw error;
    if (error.setCookie) passCookie(cookies, error.setCookie);
    return leadTo(`/?error=${error.reason}`);
  }
};

function leadTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}
