import { buildLogoutUrl } from "../auth/urls.ts";
import type { PublicCore } from "../core/core.ts";
import { ConfigurationError } from "../core/errors/errors.ts";
import type { CallOptions } from "../core/options.ts";
import { abortable } from "../core/world.ts";
import type { Authentication } from "../generated/models.ts";
import type { AccessTokenClaims } from "../tokens/claims.ts";
import { TokenError } from "../tokens/token-error.ts";
import { createTokenVerifier, type TokenVerifier } from "../tokens/verifier.ts";
import { type Coalesce, coalesceInProcess, createShare } from "./coalesce.ts";
import { readCookies, writeCookie } from "./cookie.ts";
import type { CookieOptions } from "./cookie-options.ts";
import { claimsOf, type RefreshFailure, refreshSession } from "./refresh.ts";
import { type CookiePassword, checkPassword, type SealedSession, sealSession, unsealSession } from "./seal.ts";

// Name and value, by RFC 6265bis. Browsers say nothing when they drop a longer one.
const longestCookie = 4096;

/** How sessions are sealed, checked and refreshed. */
export interface SessionsOptions {
  /**
   * Encrypts the cookies; at least 32 characters, else the first use throws a `ConfigurationError`. Several while it is
   * being changed: the first one seals.
   */
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

/** How a session is read. `deadlineMs` also bounds how long a lock is waited for; two minutes, if nothing does. */
export interface ReadSessionOptions extends CallOptions {
  /**
   * Whether the answer can still set a cookie. Where it cannot, as in a React server component, say false: an expired
   * session is then `expired` and retryable, in place of being refreshed into a cookie that nobody gets.
   * @default true
   */
  canSetCookie?: boolean;
}

function madeAt(session: SealedSession): number {
  return Number(claimsOf(session)?.iat) || 0;
}

/** The sessions of an app. None of it throws for what a browser may send. */
export interface Sessions {
  /**
   * Seals what an authentication gave, as a `Set-Cookie` header.
   *
   * @throws ConfigurationError when the cookie is longer than browsers keep; `read` and `refresh` do too.
   */
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
 * const sessions = createSessions(client, { password: process.env.COOKIE_PASSWORD ?? "" });
 * const session = await sessions.read(request);
 * if (!session.isSignedIn) return Response.redirect(signInUrl);
 */
export function createSessions(client: PublicCore, options: SessionsOptions): Sessions {
  const { password, cookie = {}, tokens = createTokenVerifier(client), coalesce = coalesceInProcess() } = options;
  const { name = "wos-session" } = cookie;
  const share = createShare(coalesce);
  const end = () => writeCookie(undefined, cookie);

  const open = async (request: Pick<Request, "headers">): Promise<SealedSession | SignedOut> => {
    // Also without a cookie: a password that is not set must not wait for the first sign-in to be found.
    checkPassword(password);
    const candidates = readCookies(request, name);
    // A cookie that was set for another path or domain may stand before the session's. The newest counts: else one that
    // an app left behind when it changed its settings would win over each new sign-in.
    const all = await Promise.all(candidates.map((sealed) => unsealSession(sealed, password)));
    const [newest] = all.filter((each) => each !== undefined).sort((one, two) => madeAt(two) - madeAt(one));
    if (newest !== undefined) return newest;
    const facts = { isSignedIn: false, isRetryable: false } as const;
    if (candidates.length === 0) return { ...facts, reason: "no_cookie" };
    return { ...facts, reason: "invalid_cookie", setCookie: end() };
  };

  const write = (sealed: string): string => {
    if (name.length + sealed.length > longestCookie) {
      throw new ConfigurationError(
        "cookie_too_long",
        `The session needs a cookie of ${name.length + sealed.length} bytes, and browsers drop those of more than ${longestCookie}: shorten what the JWT template adds to the access token.`,
      );
    }
    return writeCookie(sealed, cookie);
  };

  const renew = async (session: SealedSession, input: { organization_id?: string }, callOptions?: CallOptions) => {
    const outcome = await refreshSession(client, session, { password, share, ...input }, callOptions);
    if ("failure" in outcome) {
      return { isSignedIn: false as const, ...outcome.failure, ...(outcome.isOver ? { setCookie: end() } : {}) };
    }
    // Straight from the API, over TLS: its claims need no check.
    const { session: renewed, claims, sealed } = outcome;
    return { isSignedIn: true as const, ...renewed, claims, setCookie: write(sealed) };
  };

  return {
    start: async (authentication) => write(await sealSession(authentication, password)),

    async read(request, { canSetCookie = true, ...callOptions } = {}) {
      const session = await open(request);
      if ("isSignedIn" in session) return session;
      try {
        const claims = await abortable<AccessTokenClaims>(callOptions.signal, (resolve, reject) => {
          tokens.verify(session.access_token).then(resolve, reject);
          return () => {};
        });
        return { isSignedIn: true, ...session, claims };
      } catch (error) {
        if (!TokenError.isInstance(error)) throw error;
        // A key that was retired leaves the session alive: its next token is signed with a key of today.
        const isRenewable = error.reason === "expired" || error.reason === "unknown_key";
        if (isRenewable && canSetCookie) return renew(session, {}, callOptions);
        // A token of a clock ahead of ours will do in a moment.
        const isRetryable = isRenewable || error.status === 503 || error.reason === "not_yet_valid";
        return {
          isSignedIn: false,
          reason: error.reason,
          isRetryable,
          error,
          ...(isRetryable ? {} : { setCookie: end() }),
        };
      }
    },

    async refresh(request, input = {}, callOptions) {
      const session = await open(request);
      return "isSignedIn" in session ? session : renew(session, input, callOptions);
    },

    async end(request, input = {}) {
      const session = await open(request);
      if ("isSignedIn" in session) return { url: undefined, setCookie: end() };
      // The seal vouches for the token; that it may have expired does not matter for leaving.
      const session_id = claimsOf(session)?.sid;
      return { url: session_id && buildLogoutUrl(client, { session_id, ...input }), setCookie: end() };
    },
  };
}
