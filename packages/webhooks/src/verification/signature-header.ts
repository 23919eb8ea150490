import { refuse } from "./errors.ts";

/** A header as frameworks hand it over. */
export type HeaderValue = string | readonly string[] | null | undefined;

/** The parts of a WorkOS-Signature header that count. */
export type SignatureHeader = readonly [
  /** The number after `t=`. Only its plain digits are accepted, so writing it again gives what was signed. */
  timestamp: number,
  /** Every non-empty `v1`, in order, as sent. */
  signatures: readonly string[],
];

/**
 * Parses `t=<milliseconds>, v1=<hex>`. Keys count, order and spaces do not; unknown schemes are skipped.
 *
 * Everything is bounded before it is split, because whoever sends this header has not proved anything yet.
 */
export function parseSignatureHeader(header: HeaderValue): SignatureHeader {
  const value: unknown = Array.isArray(header) && header.length < 2 ? header[0] : header;
  if (!value) refuse("missing_header");
  if (typeof value !== "string" || value.length > 1024) refuse(malformed);
  let timestamp: string | undefined;
  const signatures: string[] = [];
  for (const part of value.split(",")) {
    const at = part.indexOf("=");
    const key = at > 0 && part.slice(0, at).trim();
    const text = part.slice(at + 1).trim();
    if (key === "t") {
      if (timestamp !== undefined) refuse(malformed);
      timestamp = text;
    } else if (key === "v1" && text && signatures.push(text) > 8) refuse(malformed);
  }
  if (timestamp === undefined) refuse("missing_timestamp");
  // Strict digits: no sign, fraction, exponent or leading zero, so there is one spelling of each time.
  if (!/^[1-9]\d{0,14}$/.test(timestamp)) refuse("invalid_timestamp");
  if (!signatures.length) refuse("missing_signature");
  return [+timestamp, signatures];
}

// Several lines or times, or more than any sender needs. Who sends that is not helped by a hint.
const malformed = "malformed_header";

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
  const [signedAt, signatures] = parseSignatureHeader(header);
  const timestamp = String(signedAt);
  const signatureHash = signatures[0] ?? "";
  return Object.assign<[string, string], Omit<TimestampAndSignatureHash, keyof [string, string]>>(
    [timestamp, signatureHash],
    { timestamp, signatureHash, signatures },
  ) as TimestampAndSignatureHash;
}
