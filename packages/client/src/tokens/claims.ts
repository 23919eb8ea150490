import { TokenError } from "./token-error.ts";

/** What an AuthKit access token says. Claims of a JWT template come in addition. */
export interface AccessTokenClaims {
  iss: string;
  /** The user's id. */
  sub: string;
  /** The session's id. */
  sid: string;
  jti?: string;
  /** Seconds since 1970. */
  exp: number;
  iat: number;
  org_id?: string;
  role?: string;
  roles?: string[];
  permissions?: string[];
  entitlements?: string[];
  feature_flags?: string[];
  /** The person who impersonates the user. */
  act?: { sub: string };
  [claim: string]: unknown;
}

/**
 * Reads an access token without checking it: for tokens that came straight from the API. Never decide on these claims
 * about a token that a browser sent.
 *
 * @throws TokenError when it is not a token at all.
 */
export function decodeAccessToken(token: string): AccessTokenClaims {
  try {
    const payload = String(token.split(".")[1]).replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof claims === "object" && claims !== null && !Array.isArray(claims)) return claims as AccessTokenClaims;
  } catch {
    // Falls through: whatever went wrong, it is not a token.
  }
  throw new TokenError("malformed");
}

/** The token of an `Authorization: Bearer …` header, or undefined. */
export function readBearerToken(request: { headers: { get(name: string): string | null } }): string | undefined {
  return request.headers.get("authorization")?.match(/^Bearer +([\w.~+/-]+=*)$/i)?.[1];
}
