import { authenticateWithRefreshToken } from "../auth/grants.ts";
import type { PublicCore } from "../core/core.ts";
import { ConnectionError, ParseError, TimeoutError } from "../core/errors/errors.ts";
import { isApiError } from "../core/errors/is-api-error.ts";
import type { CallOptions } from "../core/options.ts";
import { decodeAccessToken } from "../tokens/claims.ts";
import { type Coalesce, hashOf } from "./coalesce.ts";
import { type CookiePassword, type SealedSession, sealSession, unsealSession } from "./seal.ts";

/** Why a session could not be gone on with. */
export interface RefreshFailure {
  /**
   * `no_cookie`, `invalid_cookie`, a reason of `TokenError`, the API's code (`invalid_grant`: the session is over;
   * `sso_required`, `mfa_enrollment`: sign in again), `timeout`, `connection` or `unreadable`.
   */
  reason: string;
  /** True when trying again later may succeed: answer 503 and keep the cookie. */
  isRetryable: boolean;
  retryAfterSeconds?: number | undefined;
  error?: unknown;
}

interface RefreshOptions {
  password: CookiePassword;
  coalesce: Coalesce;
  /** Switches organization. @default the session's */
  organization_id?: string;
}

/** Trades the refresh token of a session for a new session, once however many ask for it at the same time. */
export async function refreshSession(
  client: PublicCore,
  session: SealedSession,
  { password, coalesce, organization_id = organizationOf(session) }: RefreshOptions,
  options?: CallOptions,
): Promise<{ session: SealedSession; sealed: string } | RefreshFailure> {
  // A switch of organization is another session than a plain refresh: they must not share a result.
  const key = await hashOf(`${session.refresh_token} ${organization_id ?? ""}`);
  try {
    const sealed = await coalesce(key, async () => {
      const input = { refresh_token: session.refresh_token, ...(organization_id ? { organization_id } : {}) };
      return sealSession(await authenticateWithRefreshToken(client, input, options), password);
    });
    const renewed = await unsealSession(sealed, password);
    return renewed === undefined ? { reason: "invalid_cookie", isRetryable: false } : { session: renewed, sealed };
  } catch (error) {
    return failureOf(error);
  }
}

function organizationOf(session: SealedSession): string | undefined {
  try {
    return session.organization_id ?? decodeAccessToken(session.access_token).org_id;
  } catch {
    // The refresh token is what counts here; the API decides about the rest.
    return undefined;
  }
}

function failureOf(error: unknown): RefreshFailure {
  if (TimeoutError.isInstance(error)) return { reason: "timeout", isRetryable: true, error };
  if (ConnectionError.isInstance(error)) return { reason: "connection", isRetryable: true, error };
  if (ParseError.isInstance(error)) return { reason: "unreadable", isRetryable: true, error };
  if (!isApiError(error)) throw error;
  const { status, code = `status_${status}`, retryAfterSeconds } = error;
  return { reason: code, isRetryable: status === 429 || status === 408 || status >= 500, retryAfterSeconds, error };
}
