export { type AccessTokenClaims, decodeAccessToken, readBearerToken } from "./tokens/claims.ts";
export type { ConnectTokenClaims, MachineTokenClaims, UserTokenClaims } from "./tokens/connect-claims.ts";
export { type ConnectTokenVerifierOptions, createConnectTokenVerifier } from "./tokens/connect-verifier.ts";
export { TokenError, type TokenErrorReason } from "./tokens/token-error.ts";
export { createTokenVerifier, type TokenVerifier, type TokenVerifierOptions } from "./tokens/verifier.ts";
