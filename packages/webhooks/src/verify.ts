import { WebhookVerificationError } from "./errors.ts";
import { type Body, type Payload, readPayload } from "./payload.ts";
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

/** Checked options. */
export interface Verifier {
  readonly secrets: readonly Secret[];
  readonly tolerance: Tolerance;
  readonly now: ToleranceOptions["now"];
  readonly rawBodyOnly: boolean;
}

/** A delivery that passed every check that costs no hashing. */
export interface Claim extends SignatureHeader {
  readonly body: Body;
}

/** Checks the options once. Wrong ones are refused here, not when the first delivery comes. */
export function resolveVerifier(options: VerifierOptions): Verifier {
  checkObject(options);
  const secrets = listSecrets(options.secret);
  const tolerance = resolveTolerance(options);
  return { secrets, tolerance, now: options.now, rawBodyOnly: options.rawBodyOnly === true };
}

/**
 * Everything that can be refused by the header alone: before the body is read, and without computing a MAC, so that a
 * flood of stale or unsigned requests stays cheap.
 */
export function examineHeader(verifier: Verifier, sigHeader: HeaderValue, now = verifier.now): SignatureHeader {
  const { timestamp, signatures } = parseSignatureHeader(sigHeader);
  const wellFormed = signatures.filter((signature) => /^[0-9a-fA-F]{64}$/.test(signature));
  if (wellFormed.length === 0) {
    throw new WebhookVerificationError("signature_mismatch", ["No v1 signature has 64 hexadecimal digits."]);
  }
  checkTime(Number(timestamp), readClock(now), verifier.tolerance);
  return { timestamp, signatures: wellFormed.map((signature) => signature.toLowerCase()) };
}

/** Everything that can be refused without computing a MAC. */
export function examine(verifier: Verifier, delivery: Delivery & Pick<ToleranceOptions, "now">): Claim {
  checkObject(delivery);
  const header = examineHeader(verifier, delivery.sigHeader, delivery.now);
  return { ...header, body: readPayload(delivery.payload, verifier.rawBodyOnly) };
}

/**
 * Compares what was sent with what each secret signs. Every pair is compared in full, whatever came before, so the time
 * taken tells nothing about how much of a signature was right.
 */
export function conclude(verifier: Verifier, claim: Claim, macs: readonly string[]): Verified {
  let secretIndex = -1;
  for (let index = macs.length - 1; index >= 0; index--) {
    for (const signature of claim.signatures) if (isSame(macs[index] ?? "", signature)) secretIndex = index;
  }
  if (secretIndex < 0) throw mismatch(verifier, claim);
  const timestamp = Number(claim.timestamp);
  return { timestamp, signedAt: new Date(timestamp), secretIndex };
}

function checkObject(value: unknown): void {
  if (typeof value !== "object" || value === null) {
    throw new WebhookVerificationError("invalid_options", ["Pass one object with named options."]);
  }
}

function isSame(mac: string, signature: string): boolean {
  let difference = mac.length ^ signature.length;
  for (let index = 0; index < signature.length; index++) {
    difference |= mac.charCodeAt(index) ^ signature.charCodeAt(index);
  }
  return difference === 0;
}

function checkTime(signedMs: number, nowMs: number, { pastMs, futureMs }: Tolerance): void {
  const ageMs = nowMs - signedMs;
  if (ageMs > pastMs) {
    const hints = [
      signedMs < 1e11
        ? "The timestamp looks like seconds; WorkOS signs milliseconds."
        : `It is ${ageMs} ms old, ${pastMs} are allowed: check this machine's clock, or pass the arrival time as now.`,
    ];
    throw new WebhookVerificationError("timestamp_too_old", hints, {
      signedAt: signedMs,
      now: nowMs,
      ageMs,
      toleranceMs: pastMs,
    });
  }
  if (-ageMs > futureMs) {
    const hints = [
      `It is ${-ageMs} ms ahead, ${futureMs} are allowed: check this machine's clock, and that now is in milliseconds.`,
    ];
    throw new WebhookVerificationError("timestamp_in_future", hints, {
      signedAt: signedMs,
      now: nowMs,
      ageMs,
      toleranceMs: futureMs,
    });
  }
}

function mismatch(verifier: Verifier, { body }: Claim): WebhookVerificationError {
  const hints = [
    body.wasParsed
      ? "A parsed body was written as JSON again: pass the raw body instead."
      : "Pass the body exactly as received, and the secret of this very endpoint.",
  ];
  if (verifier.secrets.some(hasStrayCharacters)) hints.push("A secret begins or ends with white space or a quote.");
  return new WebhookVerificationError("signature_mismatch", hints, {
    secretsTried: verifier.secrets.length,
    bodyWasParsed: body.wasParsed,
  });
}
