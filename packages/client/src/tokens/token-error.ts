import { KitError } from "../core/errors/errors.ts";

const reasons = {
  malformed: "The access token is not a signed token.",
  algorithm: "The access token is signed with another algorithm than RS256.",
  unknown_key: "The access token is signed with a key that its issuer does not have.",
  signature: "The signature of the access token does not match.",
  expired: "The access token has expired.",
  not_yet_valid: "The access token is not valid yet: check the clock, or allow more tolerance.",
  issuer: "The access token was issued by somebody else: pass issuer if you use a custom domain.",
  kind: "The access token is of another kind: a session's, a machine's, or a user's of an OAuth application.",
  audience: "The access token is meant for somebody else.",
  claim: "The access token lacks a claim that every access token has.",
  keys_unavailable: "The keys that sign access tokens could not be fetched, so the token could not be checked.",
} as const;

/** Why an access token is not trusted; each has a sentence, which is the message of the error. */
export type TokenErrorReason = keyof typeof reasons;

/** An access token that must not be trusted, or could not be checked. */
export class TokenError extends KitError {
  static readonly kind = "TokenError";
  declare readonly name: "TokenError";
  declare readonly reason: TokenErrorReason;
  /** What to answer: 401 for a bad token, 503 when the keys could not be fetched and the token may well be good. */
  declare readonly status: 401 | 503;

  constructor(reason: TokenErrorReason, cause?: unknown) {
    const status = reason === "keys_unavailable" ? 503 : 401;
    super("TokenError", undefined, reasons[reason], { reason, status }, cause);
  }
}
