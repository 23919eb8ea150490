import { refuse, WebhookVerificationError } from "./errors.ts";
import type { Matcher } from "./hmac-node.ts";
import type { Payload } from "./payload.ts";
import { listSecrets, type Secret, type Secrets } from "./secret.ts";
import { type HeaderValue, parseSignatureHeader } from "./signature-header.ts";
import { readClock, resolveTolerance, type Tolerance, type ToleranceOptions } from "./tolerance.ts";

/** What a request brought. */
export interface Delivery {
  /** The body exactly as received. A parsed body works too, as long as the sender wrote it without extra spaces. */
  payload: Payload;
  /** The value of the `WorkOS-Signature` header. */
  sigHeader: HeaderValue;
}

/** What does not change from one delivery to the next. */
export interface VerifierOptions extends ToleranceOptions {
  /** The endpoint's secret, or several while one is being replaced. */
  secret: Secrets;
  /**
   * Refuse parsed bodies, so that only the bytes that were received can be verified.
   * @default false
   */
  rawBodyOnly?: boolean | undefined;
}

/** Everything needed to verify one delivery. */
export interface VerifyOptions extends Delivery, VerifierOptions {}

/** Proof that a delivery is genuine. */
export interface Verified {
  /** When the delivery was signed, in Unix milliseconds. */
  timestamp: number;
  /** The same as a date. */
  signedAt: Date;
  /** Which of the given secrets matched: anything but 0 means that the sender still uses an old one. */
  secretIndex: number;
}

/** Checked options, with the keys prepared. */
export interface Verifier<Match = Matcher> {
  readonly options: VerifierOptions;
  readonly secrets: readonly Secret[];
  readonly match: Match;
  readonly tolerance: Tolerance;
}

/** Checks the options once and prepares the keys. Wrong ones are refused here, not when the first delivery comes. */
export function resolveVerifier<Match>(
  options: VerifierOptions,
  hmac: (secrets: readonly Secret[]) => Match,
): Verifier<Match> {
  // Options that are no object have no secret.
  const secrets = listSecrets(options?.secret);
  return { options, secrets, match: hmac(secrets), tolerance: resolveTolerance(options) };
}

/** What is left to be compared once the header holds: at least one signature, each of 64 digits. */
export type Claim = readonly [timestamp: number, signatures: readonly string[]];

/**
 * Everything that can be refused by the header alone: before the body is read, and without computing a MAC, so that a
 * flood of stale or unsigned requests stays cheap.
 */
export function examineHeader(
  { options, tolerance: [pastMs, futureMs] }: Verifier<unknown>,
  sigHeader: HeaderValue,
  now: ToleranceOptions["now"] = options.now ?? Date.now,
): Claim {
  const [signedAt, signatures] = parseSignatureHeader(sigHeader);
  const wellFormed = signatures.filter((signature) => /^[\da-f]{64}$/i.test(signature));
  if (!wellFormed.length) refuse("signature_mismatch");
  const nowMs = readClock(now);
  const ageMs = nowMs - signedAt;
  const distanceMs = Math.abs(ageMs);
  const toleranceMs = ageMs > 0 ? pastMs : futureMs;
  if (distanceMs > toleranceMs) {
    const hint =
      signedAt < 1e11
        ? "It looks like seconds."
        : `${distanceMs} ms off, ${toleranceMs} allowed: wrong clock? seconds or milliseconds?`;
    refuse(ageMs > 0 ? "timestamp_too_old" : "timestamp_in_future", [hint], {
      signedAt,
      now: nowMs,
      ageMs,
      toleranceMs,
    });
  }
  return [signedAt, wellFormed];
}

/** Tells what came of the comparisons. */
export function conclude(
  { secrets }: Verifier<unknown>,
  timestamp: number,
  wasParsed: boolean,
  secretIndex: number,
): Verified {
  if (secretIndex < 0) {
    // Bytes become numbers with commas here, which never match.
    const isPasted = secrets.some((secret) => /^[\s"']|[\s"']$/.test(secret as string));
    throw new WebhookVerificationError("signature_mismatch", [
      `Pass the raw body${wasParsed ? ", not a parsed one" : ""}, and this endpoint's secret${isPasted ? " without quotes or spaces" : ""}.`,
    ]);
  }
  return { timestamp, signedAt: new Date(timestamp), secretIndex };
}
