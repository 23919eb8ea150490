import { type JWTPayload, type JWTVerifyGetKey, type JWTVerifyOptions, jwtVerify } from "jose";
import type { PublicCore } from "../core/core.ts";
import { ConfigurationError } from "../core/errors/errors.ts";
import { platform, type World } from "../core/world.ts";
import { getJwks } from "../generated/operations/authentication.ts";
import type { AccessTokenClaims } from "./claims.ts";
import { createKeyCache } from "./key-cache.ts";
import { TokenError, type TokenErrorReason } from "./token-error.ts";

/** Whose tokens are accepted, and how their keys are kept. */
export interface TokenVerifierOptions {
  /** Whose keys sign the tokens. @default the client's */
  clientId?: string;
  /**
   * Who may have issued a token. Name your custom domain here.
   * @default the API, with and without `/user_management/<client id>`, at its own address and at the client's base address
   */
  issuer?: string | string[];
  /** Who a token must be meant for. AuthKit's tokens carry no audience unless a JWT template adds one. @default unchecked */
  audience?: string | string[];
  /** Greatest difference of clocks that is forgiven, in seconds. @default 5 */
  clockToleranceSeconds?: number;
  /** How long keys are used before they are fetched again, in milliseconds. @default 600_000 */
  maxAgeMs?: number;
  /** Shortest time between two fetches that unknown keys or failures cause, in milliseconds; a second while there are no keys. @default 30_000 */
  cooldownMs?: number;
  /** Clock, for tests. @default the platform's */
  world?: Partial<World>;
}

/** Checks access tokens. Keep one for the life of the process: it holds the keys. */
export interface TokenVerifier {
  /**
   * Checks signature, lifetime and issuer of an access token, and gives its claims.
   *
   * @throws TokenError with `status` 401 for a token that must not be trusted, 503 when the keys could not be fetched.
   * @throws ConfigurationError when there is no client id.
   */
  verify(token: string): Promise<AccessTokenClaims>;
}

/**
 * Makes a verifier of AuthKit access tokens, for APIs that take them as Bearer tokens.
 *
 * @throws ConfigurationError without a client id.
 * @see https://workos.com/docs/reference/authkit/session-tokens
 * @example
 * const tokens = createTokenVerifier(client);
 * const claims = await tokens.verify(readBearerToken(request) ?? "");
 */
export function createTokenVerifier(client: PublicCore, options: TokenVerifierOptions = {}): TokenVerifier {
  const { clientId = client.clientId, audience, clockToleranceSeconds = 5 } = options;
  const { maxAgeMs = 600_000, cooldownMs = 30_000 } = options;
  const { now } = { ...platform, ...options.world };
  // People wait for it, and old keys serve on: a slow API must not hold everybody up.
  const patience = { deadlineMs: 5_000 };
  const fetchKeys = async () => (await getJwks(client, { client_id: String(clientId) }, patience)).keys;
  const keysOf = createKeyCache(fetchKeys, { maxAgeMs, cooldownMs, now });

  return {
    async verify(token) {
      // Not before: builds of web applications load modules without their environment.
      if (!clientId) {
        throw new ConfigurationError("client_id_missing", "A client id is needed: pass clientId to the client.");
      }
      const { issuer = issuersOf(client.baseUrl, clientId) } = options;
      const demands: JWTVerifyOptions = {
        algorithms: ["RS256"],
        issuer,
        clockTolerance: clockToleranceSeconds,
        currentDate: new Date(now()),
        requiredClaims: ["exp", "iat", "sub", "sid"],
        ...(audience === undefined ? {} : { audience }),
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
          return claimsOf((await jwtVerify(token, keyAt, demands)).payload);
        } catch (error) {
          const failure = TokenError.isInstance(error) ? error : new TokenError(reasonOf(error), error);
          if (failure.reason === "keys_unavailable") unusable ??= failure;
          const isOfThisKey = failure.reason === "signature" || failure.reason === "keys_unavailable";
          if (isOfThisKey && index + 1 < count) continue;
          // A key that cannot be used may be the one that has signed the token.
          throw isOfThisKey ? (unusable ?? failure) : failure;
        }
      }
    },
  };
}

function issuersOf(baseUrl: string, clientId: string): string[] {
  return ["https://api.workos.com", baseUrl].flatMap((base) => [
    base,
    `${base}/`,
    `${base}/user_management/${clientId}`,
    `${base}/user_management/${clientId}/`,
  ]);
}

// `requiredClaims` has made sure of the fields that every token has.
function claimsOf(payload: JWTPayload): AccessTokenClaims {
  return payload as AccessTokenClaims;
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
