import { importJWK } from "jose";
import type { World } from "../core/world.ts";
import type { Jwk } from "../generated/models.ts";
import { TokenError } from "./token-error.ts";

export interface KeyCacheOptions {
  /** How long fetched keys are used before they are fetched again, in milliseconds. */
  maxAgeMs: number;
  /** How long an unknown key, or a failed fetch, keeps the next fetch away, in milliseconds; a second without any keys. */
  cooldownMs: number;
  now: World["now"];
}

/**
 * The keys of one client id. Fetched once for all who wait; an unknown key fetches them anew, but not more often than
 * the cool-down allows, so that forged tokens cannot be turned into traffic; old keys serve on while new ones cannot be had.
 */
export function createKeyCache(fetchKeys: () => Promise<Jwk[]>, { maxAgeMs, cooldownMs, now }: KeyCacheOptions) {
  let keys = new Map<string, Promise<CryptoKey | Uint8Array>>();
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let failure: unknown;
  let pending: Promise<void> | undefined;

  const refresh = (): Promise<void> => {
    pending ??= fetchKeys()
      .then((jwks) => {
        keys = new Map(jwks.map((jwk) => [jwk.kid, importJWK({ ...jwk }, "RS256")]));
        for (const key of keys.values()) key.catch(() => {});
        fetchedAt = now();
        failure = undefined;
      })
      .catch((error: unknown) => {
        failure = error;
      })
      .finally(() => {
        triedAt = now();
        pending = undefined;
      });
    return pending;
  };

  return async (kid: string): Promise<CryptoKey | Uint8Array> => {
    const isStale = now() - fetchedAt > maxAgeMs;
    // Without any keys nobody can sign in: then a failure must not keep the next try away for long.
    const quietMs = keys.size === 0 ? Math.min(cooldownMs, 1000) : cooldownMs;
    if ((isStale || !keys.has(kid)) && (pending !== undefined || now() - triedAt > quietMs)) await refresh();
    const key = keys.get(kid);
    if (key !== undefined) return key;
    // Without an answer nobody knows whether the key exists; with one, it does not.
    throw failure === undefined ? new TokenError("unknown_key") : new TokenError("keys_unavailable", failure);
  };
}
