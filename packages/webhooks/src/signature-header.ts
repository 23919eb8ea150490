import { WebhookVerificationError } from "./errors.ts";

/** A header as frameworks hand it over. */
export type HeaderValue = string | readonly string[] | null | undefined;

/** The parts of a WorkOS-Signature header that count. */
export interface SignatureHeader {
  /** The digits after `t=`, as sent: they are part of what is signed. */
  readonly timestamp: string;
  /** Every non-empty `v1`, in order, as sent. */
  readonly signatures: readonly string[];
}

const maxHeaderLength = 1024;
const maxSignatures = 8;

/**
 * Parses `t=<milliseconds>, v1=<hex>`. Keys count, order and spaces do not; unknown schemes are skipped.
 *
 * Everything is bounded before it is split, because whoever sends this header has not proved anything yet.
 */
export function parseSignatureHeader(header: HeaderValue): SignatureHeader {
  let timestamp: string | undefined;
  const signatures: string[] = [];
  let entries = 0;
  for (const part of singleHeader(header).split(",")) {
    const [key, value] = splitPair(part);
    if (key === "t") {
      if (timestamp !== undefined) throw malformed("It names more than one timestamp.");
      timestamp = value;
    } else if (key === "v1") {
      if (++entries > maxSignatures) throw malformed(`It holds more than ${maxSignatures} signatures.`);
      if (value !== "") signatures.push(value);
    }
  }
  if (timestamp === undefined) throw new WebhookVerificationError("missing_timestamp");
  // Strict digits: no sign, fraction, exponent or leading zero, so there is one spelling of each time.
  if (!/^[1-9]\d{0,14}$/.test(timestamp)) throw new WebhookVerificationError("invalid_timestamp");
  if (signatures.length === 0) throw new WebhookVerificationError("missing_signature");
  return { timestamp, signatures };
}

function singleHeader(header: unknown): string {
  const value = Array.isArray(header) && header.length < 2 ? header[0] : header;
  if (value === undefined || value === null || value === "") {
    throw new WebhookVerificationError("missing_header", [
      "Only WorkOS sends it; read it without regard to case, and check that no proxy removes it.",
    ]);
  }
  if (typeof value !== "string") throw malformed("There is more than one, or it is not text.");
  if (value.length > maxHeaderLength) throw malformed(`It is longer than ${maxHeaderLength} characters.`);
  return value;
}

function splitPair(part: string): [key: string, value: string] {
  const at = part.indexOf("=");
  return at < 0 ? ["", ""] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
}

function malformed(hint: string): WebhookVerificationError {
  return new WebhookVerificationError("malformed_header", [hint]);
}

/** A pair that reads as `[timestamp, hash]` and as an object. */
export type TimestampAndSignatureHash = [timestamp: string, signatureHash: string] & {
  readonly timestamp: string;
  readonly signatureHash: string;
  readonly signatures: readonly string[];
};

/**
 * Takes a WorkOS-Signature header apart without verifying anything. Reach for it when debugging.
 *
 * @throws {@link WebhookVerificationError} when the header is missing or malformed.
 * @example
 * const { timestamp, signatureHash } = getTimestampAndSignatureHash(header);
 */
export function getTimestampAndSignatureHash(header: HeaderValue): TimestampAndSignatureHash {
  const { timestamp, signatures } = parseSignatureHeader(header);
  const signatureHash = signatures[0] ?? "";
  return Object.assign<[string, string], Omit<TimestampAndSignatureHash, keyof [string, string]>>(
    [timestamp, signatureHash],
    { timestamp, signatureHash, signatures },
  ) as TimestampAndSignatureHash;
}
