import { WebhookVerificationError } from "./errors.ts";
import type { Signer } from "./hmac-node.ts";
import type { Body, Payload } from "./payload.ts";
import { hasStrayCharacters, listSecrets, type Secret, type Secrets } from "./secret.ts";
import { type HeaderValue, parseSignatureHeader, type SignatureHeader } from "./signature-header.ts";
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

/** Checked options, with one signer for each secret. */
export interface Verifier<Sign = Signer> {
  readonly options: VerifierOptions;
  readonly secrets: readonly Secret[];
  readonly signers: readonly Sign[];
  readonly tolerance: Tolerance;
}

/** Checks the options once and prepares the keys. Wrong ones are refused here, not when the first delivery comes. */
export function resolveVerifier<Sign>(options: VerifierOptions, hmac: (secret: Secret) => Sign): Verifier<Sign> {
  // Options that are no object have no secret.
  const secrets = listSecrets(options?.secret);
  return { options, secrets, signers: secrets.map(hmac), tolerance: resolveTolerance(options) };
}

/**
 * Everything that can be refused by the header alone: before the body is read, and without computing a MAC, so that a
 * flood of stale or unsigned requests stays cheap.
 */
export function examineHeader(
  verifier: Verifier<unknown>,
  sigHeader: HeaderValue,
  now?: ToleranceOptions["now"],
): SignatureHeader {
  const { timestamp, signatures } = parseSignatureHeader(sigHeader);
  const wellFormed = signatures.filter((signature) => /^[0-9a-fA-F]{64}$/.test(signature));
  if (!wellFormed.length) throw new WebhookVerificationError("signature_mismatch");
  checkTime(timestamp, readClock(now ?? verifier.options.now ?? Date.now), verifier.tolerance);
  return { timestamp, signatures: wellFormed };
}

/**
 * Compares what was sent with what each secret signs. Every pair is compared in full, whatever came before, so the time
 * taken tells nothing about how much of a signature was right.
 */
export function conclude(
  verifier: Verifier<unknown>,
  { timestamp, signatures }: SignatureHeader,
  body: Body,
  macs: readonly string[],
): Verified {
  let secretIndex = -1;
  macs.forEach((mac, index) => {
    for (const signature of signatures) if (isSame(mac, signature) && secretIndex < 0) secretIndex = index;
  });
  if (secretIndex < 0) throw mismatch(verifier, body.wasParsed);
  return { timestamp, signedAt: new Date(timestamp), secretIndex };
}

function isSame(mac: string, signature: string): boolean {
  let difference = 0;
  for (let index = 0; index < signature.length; index++) {
    // Bit 32 makes a capital digit of hex small, and leaves the others as they are.
    difference |= mac.charCodeAt(index) ^ (signature.charCodeAt(index) | 32);
  }
  return difference === 0;
}

function checkTime(signedAt: number, now: number, { pastMs, futureMs }: Tolerance): void {
  const ageMs = now - signedAt;
  const isOld = ageMs > 0;
  const distanceMs = isOld ? ageMs : -ageMs;
  const toleranceMs = isOld ? pastMs : futureMs;
  if (distanceMs <= toleranceMs) return;
  const words = `${distanceMs} ms ${isOld ? "old" : "ahead"}, ${toleranceMs} allowed`;
  throw new WebhookVerificationError(
    isOld ? "timestamp_too_old" : "timestamp_in_future",
    [signedAt < 1e11 ? "It looks like seconds." : `${words}: check the clock; now is in milliseconds.`],
    { signedAt, now, ageMs, toleranceMs },
  );
}

function mismatch({ secrets }: Verifier<unknown>, bodyWasParsed: boolean): WebhookVerificationError {
  const hints = [`Pass the raw body${bodyWasParsed ? ", not a parsed one" : ""}, and this very endpoint's secret.`];
  if (secrets.some(hasStrayCharacters)) hints.push("A secret ends in white space or a quote.");
  return new WebhookVerificationError("signature_mismatch", hints);
}
