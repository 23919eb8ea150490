import { authenticateWithRefreshToken } from "../auth/grants.ts";
import type { PublicCore } from "../core/core.ts";
import { ConnectionError, KitError, ParseError, TimeoutError } from "../core/errors/errors.ts";
import { isApiError } from "../core/errors/is-api-error.ts";
import type { CallOptions } from "../core/options.ts";
import { type AccessTokenClaims, decodeAccessToken } from "../tokens/claims.ts";
import { type createShare, hashOf } from "./coalesce.ts";
import { type CookiePassword, type SealedSession, sealSession, unsealSession } from "./seal.ts";

/** Why a session could not be gone on with. */
export interface RefreshFailure {
  /**
   * `no_cookie`, `invalid_cookie`, a reason of `TokenError`, the API's code (`invalid_grant`: the session is over;
   * `sso_required`, `mfa_enrollment`: sign in again), `timeout`, `connection`, `unreadable`, or `coalesce`: that of the app
   * failed, or let nobody in for too long, before it refreshed anything.
   */
  reason: string;
  /**
   * True when the person can do nothing about it and trying again later may succeed: answer 503 and keep the cookie. Also
   * for a client that the API does not accept, such as `invalid_client`: a wrong key must not sign everybody out.
   */
  isRetryable: boolean;
  retryAfterSeconds?: number | undefined;
  error?: unknown;
}

interface RefreshInput {
  password: CookiePassword;
  share: ReturnType<typeof createShare>;
  /** Switches organization. @default the session's */
  organization_id?: string;
}

interface Renewed {
  session: SealedSession;
  claims: AccessTokenClaims;
  sealed: string;
}

/** Trades the refresh token of a session for a new session, once however many ask for it at the same time. */
export async function refreshSession(
  client: PublicCore,
  session: SealedSession,
  { password, share, organization_id: wanted }: RefreshInput,
  { signal, ...options }: CallOptions = {},
): Promise<Renewed | { failure: RefreshFailure; isOver: boolean }> {
  const organization_id = wanted ?? organizationOf(session);
  const isSwitch = organization_id !== organizationOf(session);
  let from = session;
  for (let round = 0; ; round++) {
    signal?.throwIfAborted();
    const input = { refresh_token: from.refresh_token, ...(organization_id ? { organization_id } : {}) };
    // Not by the organization: a switch and a refresh use up the same token. The API may leave that as it is: then it is
    // the other one that tells a session from the one before.
    const key = await hashOf(`${from.refresh_token} ${from.access_token}`);
    // Without the signal: others wait for this too, and an answer that nobody took would be a session lost.
    const refresh = async () => sealSession(await authenticateWithRefreshToken(client, input, options), password);
    const shared = share(key, refresh, { signal, deadlineMs: options.deadlineMs });
    try {
      const sealed = await shared.result;
      const renewed = await unsealSession(sealed, password);
      const claims = renewed && claimsOf(renewed);
      if (!claims) return { failure: { reason: "unreadable", isRetryable: true }, isOver: false };
      // Somebody else was first, and stayed in or went to another organization: from there it is a switch again.
      const isElsewhere = !shared.isOwn() && wanted !== undefined && organizationOf(renewed) !== wanted;
      if (!isElsewhere || renewed.access_token === from.access_token) return { session: renewed, claims, sealed };
      from = renewed;
    } catch (error) {
      const isOwn = shared.isOwn();
      const isLock = shared.isLockError(error) && !KitError.isInstance(error);
      const failure = isLock ? { reason: "coalesce", isRetryable: true, error } : failureOf(error);
      const isSpent = failure.reason === "invalid_grant";
      const isOver = isSpent || (isOwn && !isSwitch && !failure.isRetryable && isRefusal(error));
      // What was refused to somebody else may have been another organization.
      if (isOwn || isSpent || failure.isRetryable || round > 0) return { failure, isOver };
    }
  }
}

function organizationOf(session: SealedSession): string | undefined {
  // The refresh token is what counts here; the API decides about the rest.
  return session.organization_id ?? claimsOf(session)?.org_id;
}

/** What the access token of a session says, when it is one. */
export function claimsOf(session: SealedSession): AccessTokenClaims | undefined {
  try {
    return decodeAccessToken(session.access_token);
  } catch {
    return undefined;
  }
}

/** The API named a reason why this person cannot go on. */
function isRefusal(error: unknown): boolean {
  return isApiError(error) && error.code !== undefined;
}

// Faults of the app's settings. They pass when somebody repairs them.
const misconfigured = /^(invalid_client|unauthorized_client|invalid_request(_parameters)?|token_too_big)$/;

function failureOf(error: unknown): RefreshFailure {
  if (TimeoutError.isInstance(error)) return { reason: "timeout", isRetryable: true, error };
  if (ConnectionError.isInstance(error)) return { reason: "connection", isRetryable: true, error };
  if (ParseError.isInstance(error)) return { reason: "unreadable", isRetryable: true, error };
  if (!isApiError(error)) throw error;
  const { status, code = `status_${status}`, retryAfterSeconds } = error;
  const isRetryable = [401, 408, 429].includes(status) || status >= 500 || misconfigured.test(code);
  return { reason: code, isRetryable, retryAfterSeconds, error };
}
