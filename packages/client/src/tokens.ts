export { type AccessTokenClaims, decodeAccessToken, readBearerToken } from "./tokens/claims.ts";
export { TokenError, type TokenErrorReason } from "./tokens/token-error.ts";
export { createTokenVerifier, type TokenVerifier, type TokenVerifierOptions } from "./tokens/verifier.ts";
