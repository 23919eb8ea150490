import { type JWTPayload, type JWTVerifyGetKey, type JWTVerifyOptions, jwtVerify } from "jose";
import { platform, type World } from "../core/world.ts";
import type { Jwks } from "../generated/models.ts";
import { createKeyCache } from "./key-cache.ts";
import { TokenError, type TokenErrorReason } from "./token-error.ts";

/** How keys are kept, and what is forgiven. */
export interface CheckerOptions {
  /** Greatest difference of clocks that is forgiven, in seconds. @default 5 */
  clockToleranceSeconds?: number;
  /** How long keys are used before they are fetched again, in milliseconds. @default 600_000 */
  maxAgeMs?: number;
  /** Shortest time between two fetches that unknown keys or failures cause, in milliseconds; a second while there are no keys. @default 30_000 */
  cooldownMs?: number;
  /** Clock, for tests. @default the platform's */
  world?: Partial<World>;
}

// People wait for it, and old keys serve on: a slow API must not hold everybody up.
const patience = { deadlineMs: 5_000 };

/** Checks signatures, lifetimes and what else is demanded, for all kinds of tokens. */
export function createChecker(
  fetchJwks: (patience: { deadlineMs: number }) => PromiseLike<Jwks>,
  options: CheckerOptions,
) {
  const { clockToleranceSeconds = 5, maxAgeMs = 600_000, cooldownMs = 30_000 } = options;
  const { now } = { ...platform, ...options.world };
  const keysOf = createKeyCache(async () => (await fetchJwks(patience)).keys, { maxAgeMs, cooldownMs, now });

  return async (token: string, wanted: JWTVerifyOptions): Promise<JWTPayload> => {
    const demands: JWTVerifyOptions = {
      ...wanted,
      algorithms: ["RS256"],
      clockTolerance: clockToleranceSeconds,
      currentDate: new Date(now()),
    };
    let unusable: unknown;
    // Two keys may have one name. All others have one, and go round once.
    for (let index = 0, count = 1; ; index++) {
      const keyAt: JWTVerifyGetKey = async ({ kid }) => {
        const keys = await keysOf(kid ?? "");
        count = keys.length;
        const key = keys[index];
        if (key === undefined) throw new TokenError("unknown_key");
        return key();
      };
      try {
        return (await jwtVerify(token, keyAt, demands)).payload;
      } catch (error) {
        const failure = TokenError.isInstance(error) ? error : new TokenError(reasonOf(error), error);
        if (failure.reason === "keys_unavailable") unusable ??= failure;
        const isOfThisKey = failure.reason === "signature" || failure.reason === "keys_unavailable";
        if (isOfThisKey && index + 1 < count) continue;
        // A key that cannot be used may be the one that has signed the token.
        throw isOfThisKey ? (unusable ?? failure) : failure;
      }
    }
  };
}

const reasonsByClaim: Record<string, TokenErrorReason> = { iss: "issuer", aud: "audience", nbf: "not_yet_valid" };
const reasonsByCode: Record<string, TokenErrorReason> = {
  ERR_JWT_EXPIRED: "expired",
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: "signature",
  ERR_JOSE_ALG_NOT_ALLOWED: "algorithm",
  ERR_JOSE_NOT_SUPPORTED: "algorithm",
};

function reasonOf(error: unknown): TokenErrorReason {
  const { code, claim, reason } = Object(error);
  if (code === "ERR_JWT_CLAIM_VALIDATION_FAILED") {
    return reason === "missing" ? "claim" : (reasonsByClaim[claim] ?? "claim");
  }
  return reasonsByCode[code] ?? "malformed";
}
