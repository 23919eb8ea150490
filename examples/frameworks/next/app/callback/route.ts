import { isApiError } from "@workos-kit/client";
import { authenticateWithCode, CallbackError, readCallback } from "@workos-kit/client/auth";
import { appUrl } from "../../lib/environment.ts";
import { forgetSignIn, recallSignIn } from "../../lib/pending-sign-in.ts";
import { sessions, workos } from "../../lib/workos.ts";

/** Ends a sign-in: trades the code for a session, and the session for a sealed cookie. */
export async function GET(request: Request): Promise<Response> {
  const headers = new Headers({ "set-cookie": forgetSignIn(), "cache-control": "no-store" });
  const leadTo = (path: string) => {
    headers.set("location", new URL(path, appUrl).href);
    return new Response(null, { status: 303, headers });
  };
  const pending = recallSignIn(request);
  if (pending === undefined) return leadTo("/?error=sign_in_expired");
  try {
    const { code } = readCallback(request.url, pending);
    const authentication = await authenticateWithCode(workos, { code, code_verifier: pending.codeVerifier });
    headers.append("set-cookie", await sessions.start(authentication));
    return leadTo(pending.returnTo);
  } catch (error) {
    if (CallbackError.isInstance(error)) return leadTo(`/?error=${error.reason}`);
    if (isApiError(error)) return leadTo(`/?error=${error.code ?? error.status}`);
    throw error;
  }
}
