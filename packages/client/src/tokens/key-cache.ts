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

/** Imports a key when a token needs it: long lists cost what is used of them. */
type Key = () => Promise<CryptoKey | Uint8Array>;

// A fetch ends within five seconds, or never: some platforms stop it with the request that began it.
const lostMs = 6_000;

/**
 * The keys of one issuer, by their names. Fetched once for all who wait; an unknown key fetches them anew, but not
 * more often than the cool-down allows, so that forged tokens cannot be turned into traffic; old keys serve on while new
 * ones cannot be had. Several keys may have one name.
 */
export function createKeyCache(fetchKeys: () => Promise<Jwk[]>, { maxAgeMs, cooldownMs, now }: KeyCacheOptions) {
  let keys = new Map<string, Key[]>();
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let failure: unknown;
  let pending: { done: Promise<void>; startedAt: number } | undefined;

  const refresh = async (): Promise<void> => {
    try {
      keys = byName(await fetchKeys());
      fetchedAt = now();
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    triedAt = now();
    pending = undefined;
  };

  // In both directions: a clock that is put back must not make keys young for as long.
  const isPast = (time: number, ms: number) => Math.abs(now() - time) > ms;

  const isFetchDue = (kid: string): boolean => {
    // Without any keys nobody can sign in: then a failure must not keep the next try away for long.
    const quietMs = keys.size === 0 ? Math.min(cooldownMs, 1000) : cooldownMs;
    if (pending !== undefined && isPast(pending.startedAt, lostMs)) pending = undefined;
    const isWanted = isPast(fetchedAt, maxAgeMs) || !keys.has(kid);
    return isWanted && (pending !== undefined || isPast(triedAt, quietMs));
  };

  return async (kid: string): Promise<readonly Key[]> => {
    while (isFetchDue(kid)) {
      pending ??= { startedAt: now(), done: refresh() };
      const current = pending;
      if (await endsInTime(current.done)) break;
      // Of all who have waited for a fetch that was lost, the first one fetches for the others.
      if (pending === current) pending = undefined;
    }
    const known = keys.get(kid);
    if (known !== undefined) return known;
    // Without an answer nobody knows whether the key exists; with one, it does not.
    throw failure === undefined ? new TokenError("unknown_key") : new TokenError("keys_unavailable", failure);
  };
}

function endsInTime(done: Promise<void>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), lostMs);
    done.then(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

/** The keys that sign: a list may hold others, also under the same name. */
function byName(jwks: readonly (Partial<Jwk> | null)[]): Map<string, Key[]> {
  const keys = new Map<string, Key[]>();
  for (const jwk of jwks) {
    const { kty, kid, use = "sig", alg = "RS256" } = jwk ?? {};
    if (kid === undefined || kty !== "RSA" || use !== "sig" || alg !== "RS256") continue;
    keys.set(kid, [...(keys.get(kid) ?? []), keyOf({ ...jwk, kty })]);
  }
  // The API always signs with some key: an empty list is no news, but a fault.
  if (keys.size === 0) throw new Error("The answer holds no key that signs access tokens.");
  return keys;
}

function keyOf(jwk: Partial<Jwk> & { kty: "RSA" }): Key {
  let key: ReturnType<Key> | undefined;
  return () => {
    key ??= importKey(jwk).catch((error: unknown) => {
      // The token may be good: it is the key that cannot be used.
      throw new TokenError("keys_unavailable", error);
    });
    return key;
  };
}

async function importKey(jwk: Partial<Jwk> & { kty: "RSA" }): Promise<CryptoKey | Uint8Array> {
  // In base64: jose takes no modulus of less than 2048 bits, but says so only when the key is used.
  if ((jwk.n?.length ?? 0) < 342) throw new Error("The key is shorter than 2048 bits.");
  return importJWK(jwk, "RS256");
}
