/** Why a delivery or a call was refused: the HTTP status that fits, and a sentence for the person who reads the log. */
const refusals = {
  missing_header: [400, "The request has no WorkOS-Signature header."],
  malformed_header: [400, "The WorkOS-Signature header is malformed."],
  missing_timestamp: [400, "The WorkOS-Signature header has no timestamp (t)."],
  invalid_timestamp: [400, "The signed timestamp is not a number of milliseconds."],
  missing_signature: [400, "The WorkOS-Signature header has no signature (v1)."],
  timestamp_too_old: [401, "The delivery was signed too long ago."],
  timestamp_in_future: [401, "The delivery was signed in the future."],
  signature_mismatch: [401, "The signature does not match the body and the secret."],
  missing_secret: [500, "No webhook secret was given."],
  invalid_options: [500, "The options cannot be used."],
  unsupported_payload: [500, "The payload is not a body."],
  payload_too_large: [413, "The body is larger than the limit."],
  invalid_payload: [400, "The body is signed, but it is not a WorkOS event in UTF-8 JSON."],
} as const;

/** Machine-readable reason of a {@link WebhookVerificationError}. */
export type WebhookErrorCode = keyof typeof refusals;

/** Figures that help to find the cause, such as `ageMs` and `toleranceMs`. Never a secret, a body or a signature. */
export type WebhookErrorDetails = Readonly<Record<string, number | string | boolean>>;

// Registered in the global table, so that copies of this package (ESM beside CommonJS) recognise each other's errors.
const brand = Symbol.for("@workos-kit/webhooks/error");

/**
 * The only error that verifying, constructing and handling webhooks ever throws. Decide by `code`; answer with `status`.
 * No property holds the secret, the body, the header or the expected signature, so it may be logged.
 *
 * @example
 * if (WebhookVerificationError.isInstance(error)) return new Response(null, { status: error.status });
 */
export class WebhookVerificationError extends Error {
  /** The name the vendor's SDK gives to its error, so that code which checks for it keeps working. */
  override readonly name = "SignatureVerificationException";
  /** What went wrong, one of a fixed list. */
  readonly code: WebhookErrorCode;
  /** The HTTP status that fits: 4xx when the sender is at fault, 500 when this program is. */
  readonly status: number;
  /** Figures behind the refusal, for a log. */
  readonly details: WebhookErrorDetails;
  /** What to try next; also part of the message. */
  readonly hints: readonly string[];

  constructor(code: WebhookErrorCode, hints: readonly string[] = [], details: WebhookErrorDetails = {}) {
    super([refusals[code][1], ...hints].join(" "));
    this.code = code;
    this.status = refusals[code][0];
    this.details = details;
    this.hints = hints;
    Object.defineProperty(this, brand, { value: true });
  }

  /** Tells whether a caught value is this error, also when another copy of this package threw it. */
  static isInstance(value: unknown): value is WebhookVerificationError {
    return typeof value === "object" && value !== null && brand in value;
  }

  /** Makes `instanceof` agree with {@link WebhookVerificationError.isInstance}. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return WebhookVerificationError.isInstance(value);
  }
}
