import type { JWTPayload } from "jose";
import type { PublicCore } from "../core/core.ts";
import { ConfigurationError } from "../core/errors/errors.ts";
import { getJwks } from "../generated/operations/authentication.ts";
import { type CheckerOptions, createChecker } from "./checker.ts";
import type { AccessTokenClaims } from "./claims.ts";
import { TokenError } from "./token-error.ts";

/** Whose tokens are accepted, and how their keys are kept. */
export interface TokenVerifierOptions extends CheckerOptions {
  /** Whose keys sign the tokens. @default the client's */
  clientId?: string;
  /**
   * Who may have issued a token. Name your custom domain here.
   * @default the API, with and without `/user_management/<client id>`, at its own address and at the client's base address
   */
  issuer?: string | string[];
  /** Who a token must be meant for. AuthKit's tokens carry no audience unless a JWT template adds one. @default unchecked */
  audience?: string | string[];
}

/** Checks access tokens. Keep one for the life of the process: it holds the keys. */
export interface TokenVerifier<Claims = AccessTokenClaims> {
  /**
   * Checks signature, lifetime and issuer of an access token, and gives its claims.
   *
   * @throws TokenError with `status` 401 for a token that must not be trusted, 503 when the keys could not be fetched.
   * @throws ConfigurationError when there is no client id.
   */
  verify(token: string): Promise<Claims>;
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
  const { clientId = client.clientId, audience } = options;
  const check = createChecker((patience) => getJwks(client, { client_id: String(clientId) }, patience), options);

  return {
    async verify(token) {
      const knownId = knownClientId(clientId);
      const payload = await check(token, {
        issuer: options.issuer ?? issuersOf(client.baseUrl, knownId),
        requiredClaims: ["exp", "iat", "sub", "sid"],
        ...(audience === undefined ? {} : { audience }),
      });
      const claims = claimsOf(payload);
      // A consent is no session: what a user lets an application of others do is less than what she may do.
      if (String(claims.sid).startsWith("app_consent_")) throw new TokenError("kind");
      return claims;
    },
  };
}

/** Not before there is a token: builds of web applications load modules without their environment. */
export function knownClientId(clientId: string | undefined): string {
  if (clientId) return clientId;
  throw new ConfigurationError("client_id_missing", "A client id is needed: pass clientId to the client.");
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
