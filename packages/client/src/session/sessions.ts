import { buildLogoutUrl } from "../auth/urls.ts";
import type { PublicCore } from "../core/core.ts";
import type { CallOptions } from "../core/options.ts";
import type { Authentication } from "../generated/models.ts";
import { type AccessTokenClaims, decodeAccessToken } from "../tokens/claims.ts";
import { TokenError } from "../tokens/token-error.ts";
import { createTokenVerifier, type TokenVerifier } from "../tokens/verifier.ts";
import { type Coalesce, coalesceInProcess } from "./coalesce.ts";
import { type CookieOptions, readCookie, writeCookie } from "./cookie.ts";
import { type RefreshFailure, refreshSession } from "./refresh.ts";
import { type CookiePassword, type SealedSession, sealSession, unsealSession } from "./seal.ts";

/** How sessions are sealed, checked and refreshed. */
export interface SessionsOptions {
  /** Encrypts the cookies; at least 32 characters. Several while it is being changed: the first one seals. */
  password: CookiePassword;
  /** How the cookie is set. @default `wos-session` for the whole site, Secure, HttpOnly, Lax */
  cookie?: CookieOptions;
  /** Checks access tokens. @default `createTokenVerifier(client)` */
  tokens?: TokenVerifier;
  /** Keeps a refresh token from being used twice at the same time. @default within this process */
  coalesce?: Coalesce;
}

/** Who is signed in. */
export interface SignedIn extends SealedSession {
  isSignedIn: true;
  claims: AccessTokenClaims;
  /** Set when the session was refreshed: put it into the answer. */
  setCookie?: string;
}

/** Nobody is signed in, as far as can be told. */
export interface SignedOut extends RefreshFailure {
  isSignedIn: false;
  /** Ends the cookie. Not set while the failure may be over in a moment: the session may well be alive. */
  setCookie?: string;
}

/** How a session is read. */
export interface ReadSessionOptions extends CallOptions {
  /**
   * Whether the answer can still set a cookie. Where it cannot, as in a React server component, say false: an expired
   * session is then `expired` and retryable, in place of being refreshed into a cookie that nobody gets.
   * @default true
   */
  canSetCookie?: boolean;
}

/** The sessions of an app. None of it throws for what a browser may send. */
export interface Sessions {
  /** Seals what an authentication gave, as a `Set-Cookie` header. */
  start(authentication: Authentication): Promise<string>;
  /** Opens the cookie of a request, checks the access token, and refreshes the session when that is over. */
  read(request: Pick<Request, "headers">, options?: ReadSessionOptions): Promise<SignedIn | SignedOut>;
  /** Refreshes the session of a request now: after roles have changed, or to switch organization. */
  refresh(
    request: Pick<Request, "headers">,
    input?: { organization_id?: string },
    options?: CallOptions,
  ): Promise<SignedIn | SignedOut>;
  /** The address to send the browser to, and the header that ends the cookie. No address without a session. */
  end(
    request: Pick<Request, "headers">,
    input?: { return_to?: string },
  ): Promise<{ url: string | undefined; setCookie: string }>;
}

/**
 * Sessions in sealed cookies, for any framework that has Fetch requests. Cookies are those of the vendor's SDK.
 *
 * @example
 * const sessions = createSessions(client, { password: process.env.COOKIE_PASSWORD });
 * const session = await sessions.read(request);
 * if (!session.isSignedIn) return Response.redirect(signInUrl);
 */
export function createSessions(client: PublicCore, options: SessionsOptions): Sessions {
  const { password, cookie = {}, tokens = createTokenVerifier(client), coalesce = coalesceInProcess() } = options;
  const { name = "wos-session" } = cookie;
  const ended = writeCookie(undefined, cookie);

  const open = async (request: Pick<Request, "headers">): Promise<SealedSession | SignedOut> => {
    const sealed = readCookie(request, name);
    if (sealed === undefined) return { isSignedIn: false, reason: "no_cookie", isRetryable: false };
    const session = await unsealSession(sealed, password);
    return session ?? { isSignedIn: false, reason: "invalid_cookie", isRetryable: false, setCookie: ended };
  };

  const renew = async (session: SealedSession, input: { organization_id?: string }, callOptions?: CallOptions) => {
    const outcome = await refreshSession(client, session, { password, coalesce, ...input }, callOptions);
    if ("reason" in outcome) {
      return { isSignedIn: false as const, ...outcome, ...(outcome.isRetryable ? {} : { setCookie: ended }) };
    }
    // Straight from the API, over TLS: nothing to check.
    const claims = decodeAccessToken(outcome.session.access_token);
    return { isSignedIn: true as const, ...outcome.session, claims, setCookie: writeCookie(outcome.sealed, cookie) };
  };

  return {
    start: async (authentication) => writeCookie(await sealSession(authentication, password), cookie),

    async read(request, { canSetCookie = true, ...callOptions } = {}) {
      const session = await open(request);
      if ("isSignedIn" in session) return session;
      try {
        return { isSignedIn: true, ...session, claims: await tokens.verify(session.access_token) };
      } catch (error) {
        if (!TokenError.isInstance(error)) throw error;
        // A key that was retired leaves the session alive: its next token is signed with a key of today.
        const isRenewable = error.reason === "expired" || error.reason === "unknown_key";
        if (isRenewable && canSetCookie) return renew(session, {}, callOptions);
        const isRetryable = isRenewable || error.status === 503;
        return {
          isSignedIn: false,
          reason: error.reason,
          isRetryable,
          error,
          ...(isRetryable ? {} : { setCookie: ended }),
        };
      }
    },

    async refresh(request, input = {}, callOptions) {
      const session = await open(request);
      return "isSignedIn" in session ? session : renew(session, input, callOptions);
    },

    async end(request, input = {}) {
      const session = await open(request);
      if ("isSignedIn" in session) return { url: undefined, setCookie: ended };
      // The seal vouches for the token; that it may have expired does not matter for leaving.
      const { sid } = decodeAccessToken(session.access_token);
      return { url: buildLogoutUrl(client, { session_id: sid, ...input }), setCookie: ended };
    },
  };
}
