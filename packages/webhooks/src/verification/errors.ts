/** Machine-readable reason of a {@link WebhookVerificationError}. */
export type WebhookErrorCode =
  | "missing_header"
  | "malformed_header"
  | "missing_timestamp"
  | "invalid_timestamp"
  | "missing_signature"
  | "timestamp_too_old"
  | "timestamp_in_future"
  | "signature_mismatch"
  | "missing_secret"
  | "invalid_options"
  | "unsupported_payload"
  | "payload_too_large"
  | "invalid_payload";

/** Figures that help to find the cause, such as `ageMs` and `toleranceMs`. Never a secret, a body or a signature. */
export type WebhookErrorDetails = Readonly<Record<string, number | string | boolean>>;

const name = "SignatureVerificationException";

/**
 * The only error that verifying, constructing and handling webhooks ever throws. Decide by `code`; answer with `status`.
 * No property holds the secret, the body, the header or the expected signature, so it may be logged. What is refused by
 * its header alone has no stack trace, so that a flood of such requests stays cheap.
 *
 * @example
 * if (WebhookVerificationError.isInstance(error)) return new Response(null, { status: error.status });
 */
export class WebhookVerificationError extends Error {
  /** The name the vendor's SDK gives to its error, so that code which checks for it keeps working. */
  declare readonly name: "SignatureVerificationException";
  /** What went wrong, one of a fixed list. */
  declare readonly code: WebhookErrorCode;
  /** The HTTP status that fits: 4xx when the sender is at fault, 500 when this program is. */
  declare readonly status: number;
  /** Figures behind the refusal, for a log. */
  declare readonly details: WebhookErrorDetails;
  /** What to try next; also part of the message. */
  declare readonly hints: readonly string[];

  constructor(code: WebhookErrorCode, hints: readonly string[] = [], details: WebhookErrorDetails = {}) {
    // The code stands for a sentence: a table of sentences would be a fifth of what verification costs a bundle.
    let words = `Webhook: ${code}.`;
    // Not by joining a list, which takes longer than all the rest.
    for (const hint of hints) words += ` ${hint}`;
    super(words);
    // By patterns, because a table of the codes would cost a bundle twice as much. A test holds the two together.
    const status = /^[ts]/.test(code) ? 401 : /^u|sec|opt/.test(code) ? 500 : /^p/.test(code) ? 413 : 400;
    Object.assign(this, { name, code, status, details, hints });
  }

  /** Tells whether a caught value is this error, also when another copy of this package threw it. */
  static isInstance(value: unknown): value is WebhookVerificationError {
    // By its properties: the copies (ESM beside CommonJS) have a class each. The vendor's error has no hints.
    return (value as Partial<Error> | null)?.name === name && !!(value as Partial<WebhookVerificationError>).hints;
  }
}

// Makes `instanceof` agree. Not inside the class: a computed name there makes every error of it twice as dear in V8.
Reflect.defineProperty(WebhookVerificationError, Symbol.hasInstance, { value: WebhookVerificationError.isInstance });

/**
 * Refuses what a header alone gives away, without a stack trace: to take one costs more than all checks of a header
 * together, anyone may send such headers by the thousand, and where they are refused is always the same place.
 */
export function refuse(code: WebhookErrorCode, hints?: readonly string[], details?: WebhookErrorDetails): never {
  const { stackTraceLimit } = Error;
  // Nothing else can run before the limit is back. Not by assignment, which would throw where Error is frozen.
  Reflect.set(Error, "stackTraceLimit", 0);
  const error = new WebhookVerificationError(code, hints, details);
  Reflect.set(Error, "stackTraceLimit", stackTraceLimit);
  throw error;
}
