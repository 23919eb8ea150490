import { isApiError } from "@workos-kit/client";
import { authenticateWithCode, CallbackError } from "@workos-kit/client/auth";
import { appUrl } from "../../lib/environment.ts";
import { pendingSignIns, sessions, workos } from "../../lib/workos.ts";

/** Ends a sign-in: trades the code for a session, and the session for a sealed cookie. */
export async function GET(request: Request): Promise<Response> {
  const headers = new Headers({ "cache-control": "no-store" });
  const leadTo = (path: string) => {
    headers.set("location", new URL(path, appUrl).href);
    return new Response(null, { status: 303, headers });
  };
  try {
    const { code, codeVerifier: code_verifier, returnTo, setCookie } = await pendingSignIns.finish(request);
    headers.append("set-cookie", setCookie);
    const authentication = await authenticateWithCode(workos, { code, code_verifier });
    headers.append("set-cookie", await sessions.start(authentication));
    return leadTo(returnTo);
  } catch (error) {
    if (isApiError(error)) return leadTo(`/?error=${error.code ?? error.status}`);
    if (!CallbackError.isInstance(error)) throw error;
    if (error.setCookie) headers.append("set-cookie", error.setCookie);
    return leadTo(`/?error=${error.reason}`);
  }
}
