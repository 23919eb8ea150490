// #region docs
import { type Client, isApiError } from "@workos-kit/client";
import { authenticateWithCode, CallbackError, createPendingSignIns, startSignIn } from "@workos-kit/client/auth";
import type { Sessions } from "@workos-kit/client/session";

/** The three addresses of a sign-in with AuthKit. */
export function openSignIn(workos: Client, sessions: Sessions) {
  // A sign-in stays with the browser that began it; a callback that comes to another one is refused.
  const pending = createPendingSignIns({ fallback: "/me" });

  return {
    async login(request: Request): Promise<Response> {
      const redirect_uri = new URL("/callback", request.url).href;
      const started = await startSignIn(workos, { provider: "authkit", redirect_uri });
      const returnTo = new URL(request.url).searchParams.get("return_to");
      return redirect(started.url, await pending.start(started, { returnTo }));
    },

    async callback(request: Request): Promise<Response> {
      let ended: string | undefined;
      try {
        const { code, codeVerifier: code_verifier, returnTo, setCookie } = await pending.finish(request);
        ended = setCookie;
        const authentication = await authenticateWithCode(workos, { code, code_verifier });
        return redirect(returnTo, await sessions.start(authentication), setCookie);
      } catch (error) {
        if (CallbackError.isInstance(error)) return failed(400, error.reason, error.setCookie);
        // A code that is too old, or was used before.
        if (isApiError(error, "invalid_grant")) return failed(400, "invalid_grant", ended);
        if (isApiError(error)) return failed(502, `request ${error.requestId}`, ended);
        throw error;
      }
    },

    async logout(request: Request): Promise<Response> {
      const { origin } = new URL(request.url);
      // Only our own pages may sign people out. Those that send no referrer say no origin either.
      const isOurs =
        request.headers.get("sec-fetch-site") === "same-origin" || request.headers.get("origin") === origin;
      if (!isOurs) return new Response("Forbidden.", { status: 403 });
      const { url = origin, setCookie } = await sessions.end(request, { return_to: origin });
      return redirect(url, setCookie);
    },
  };
}

// 303: the browser goes on with GET, also after a POST.
function redirect(location: string, ...cookies: string[]): Response {
  const headers = new Headers({ location });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}

function failed(status: number, reason: string, setCookie: string | undefined): Response {
  const headers = setCookie === undefined ? {} : { "set-cookie": setCookie };
  return new Response(`The sign-in failed (${reason}): try again.`, { status, headers });
}
// #endregion
