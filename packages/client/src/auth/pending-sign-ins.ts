import { ConfigurationError } from "../core/errors/errors.ts";
import { platform } from "../core/world.ts";
import { readCookie, writeCookie } from "../session/cookie.ts";
import { type CookieOptions, cookieFault } from "../session/cookie-options.ts";
import { CallbackError, readCallback } from "./callback.ts";
import { challengeOf } from "./pkce.ts";
import { addressOf, safeReturnPath } from "./return-path.ts";
import type { StartedSignIn } from "./sign-in.ts";

/** How sign-ins are kept while the person is at the provider. */
export interface PendingSignInsOptions {
  /**
   * How their cookies are set. Each has a name of its own, which begins with `name`.
   * `maxAgeSeconds` is also how long a sign-in may take. A `Strict` one would not come with the way back.
   * @default `wos-sign-in` for 600 seconds and the path of the redirect URI, Secure, HttpOnly, Lax
   */
  cookie?: CookieOptions & { sameSite?: "Lax" | "None" };
  /** Where to lead people who asked for no page of this app. @default "/" */
  fallback?: string;
}

/** The sign-ins that browsers have started. */
export interface PendingSignIns {
  /**
   * Keeps a sign-in with the browser that started it, as a `Set-Cookie` header.
   *
   * @throws ConfigurationError when the app's own `state` is longer than a cookie, or browsers would drop the cookie.
   */
  start(started: StartedSignIn, input?: { returnTo?: string | null | undefined }): Promise<string>;
  /**
   * Reads the callback of a sign-in that this browser started. `returnTo` is a safe path; `setCookie` ends the cookie.
   *
   * @throws CallbackError as `readCallback` does, and `no_pending_sign_in`.
   */
  finish(
    request: Pick<Request, "url" | "headers">,
  ): Promise<{ code: string; codeVerifier: string; returnTo: string; setCookie: string }>;
}

/**
 * Keeps state and PKCE verifier of sign-ins in cookies, for any framework that has Fetch requests. A callback counts once,
 * and only in the browser that started it; several tabs may sign in at once.
 *
 * @example
 * const pending = createPendingSignIns();
 * const setCookie = await pending.start(started, { returnTo }); // GET /login
 * const { code, codeVerifier } = await pending.finish(request); // GET /callback
 */
export function createPendingSignIns(options: PendingSignInsOptions = {}): PendingSignIns {
  const { fallback } = options;
  const cookie: CookieOptions | undefined = options.cookie;
  const { name = "wos-sign-in", maxAgeSeconds = 600 } = cookie ?? {};
  const optionsOf = async (state: string, url: string | null): Promise<CookieOptions> => ({
    path: pathOf(url),
    ...cookie,
    maxAgeSeconds,
    // Tabs do not overwrite each other's. A hash, because a state may have signs that a name may not.
    name: `${name}-${(await challengeOf(state)).slice(0, 12)}`,
  });

  return {
    async start({ url, state, codeVerifier }, { returnTo } = {}) {
      if (cookie?.sameSite === "Strict")
        throw cookieFault("a Strict one does not come with the way back from a sign-in");
      const own = await optionsOf(state, new URL(url).searchParams.get("redirect_uri"));
      // Not sealed: anybody gets a sealed one by starting a sign-in, so a seal would prove nothing. The path is checked again.
      const keep = (path: string) => writeCookie(`${codeVerifier} ${platform.now()} ${path} ${state}`, own);
      // Browsers drop longer ones without a word: better to sign in and land elsewhere.
      const setCookie = [safeReturnPath(returnTo, ""), ""].map(keep).find(({ length }) => length <= 4096);
      if (setCookie === undefined) throw new ConfigurationError("cookie_too_long", "No cookie can hold such a state.");
      return setCookie;
    },

    async finish(request) {
      const state = addressOf(request.url).searchParams.get("state") ?? "";
      const own = await optionsOf(state, request.url);
      const kept = readCookie(request, own.name ?? "");
      if (kept === undefined) throw notPending();
      const [codeVerifier = "", startedAt, returnTo, ...rest] = kept.split(" ");
      const setCookie = writeCookie(undefined, own);
      try {
        const { code } = readCallback(request.url, { state: rest.join(" ") });
        // Browsers that restore their windows keep cookies for longer than they were told. The clocks of two servers differ.
        const isInTime = Math.abs(platform.now() - Number(startedAt)) <= maxAgeSeconds * 1000;
        if (!isInTime) throw notPending();
        return { code, codeVerifier, returnTo: safeReturnPath(returnTo, fallback), setCookie };
      } catch (error) {
        throw CallbackError.isInstance(error) ? Object.assign(error, { setCookie }) : error;
      }
    },
  };
}

function notPending(): CallbackError {
  const text = "This browser has not started that sign-in, has finished it, or took too long: start a new one.";
  return new CallbackError("no_pending_sign_in", text);
}

// Only the callback gets the cookie. A semicolon would begin an attribute of it; addresses of other schemes have no path.
function pathOf(url: string | null): string {
  const path = url === null ? "/" : addressOf(url).pathname;
  return path.startsWith("/") && !path.includes(";") ? path : "/";
}
