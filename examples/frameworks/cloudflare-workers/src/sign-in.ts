// #region docs
import type { Client } from "@workos-kit/client";
import { authenticateWithCode, CallbackError, readCallback, startSignIn } from "@workos-kit/client/auth";
import { readCookie, type Sessions, writeCookie } from "@workos-kit/client/session";

// Both halves of a sign-in's proof stay with the browser that began it; a callback that comes to another one is refused.
const proof = { name: "sign-in", path: "/callback", maxAgeSeconds: 600 };

/** The three addresses of a sign-in with AuthKit. */
export function openSignIn(workos: Client, sessions: Sessions) {
  return {
    async login(request: Request): Promise<Response> {
      const redirect_uri = new URL("/callback", request.url).href;
      const { url, state, codeVerifier } = await startSignIn(workos, { provider: "authkit", redirect_uri });
      return redirect(url, writeCookie(`${state}.${codeVerifier}`, proof));
    },

    async callback(request: Request): Promise<Response> {
      const [state = "", code_verifier = ""] = readCookie(request, proof.name)?.split(".") ?? [];
      try {
        const { code } = readCallback(request.url, { state });
        const authentication = await authenticateWithCode(workos, { code, code_verifier });
        return redirect("/me", await sessions.start(authentication), writeCookie(undefined, proof));
      } catch (error) {
        if (!CallbackError.isInstance(error)) throw error;
        return new Response(`The sign-in failed (${error.reason}): try again.`, { status: 400 });
      }
    },

    async logout(request: Request): Promise<Response> {
      const { origin } = new URL(request.url);
      // Only our own pages may sign people out.
      if (request.headers.get("origin") !== origin) return new Response("Forbidden.", { status: 403 });
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
// #endregion
