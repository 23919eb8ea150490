import { WebhookVerificationError } from "./errors.ts";

/** A header as frameworks hand it over. */
export type HeaderValue = string | readonly string[] | null | undefined;

/** The parts of a WorkOS-Signature header that count. */
export interface SignatureHeader {
  /** The number after `t=`. Only its plain digits are accepted, so writing it again gives what was signed. */
  readonly timestamp: number;
  /** Every non-empty `v1`, in order, as sent. */
  readonly signatures: readonly string[];
}

/**
 * Parses `t=<milliseconds>, v1=<hex>`. Keys count, order and spaces do not; unknown schemes are skipped.
 *
 * Everything is bounded before it is split, because whoever sends this header has not proved anything yet.
 */
export function parseSignatureHeader(header: HeaderValue): SignatureHeader {
  let timestamp: string | undefined;
  const signatures: string[] = [];
  for (const part of singleHeader(header).split(",")) {
    const at = part.indexOf("=");
    const key = part.slice(0, at).trim();
    const value = part.slice(at + 1).trim();
    if (key === "t") {
      if (timestamp !== undefined) throw malformed();
      timestamp = value;
    } else if (key === "v1" && value && signatures.push(value) > 8) throw malformed();
  }
  if (timestamp === undefined) throw new WebhookVerificationError("missing_timestamp");
  // Strict digits: no sign, fraction, exponent or leading zero, so there is one spelling of each time.
  if (!/^[1-9]\d{0,14}$/.test(timestamp)) throw new WebhookVerificationError("invalid_timestamp");
  if (!signatures.length) throw new WebhookVerificationError("missing_signature");
  return { timestamp: Number(timestamp), signatures };
}

function singleHeader(header: unknown): string {
  const value: unknown = Array.isArray(header) && header.length < 2 ? header[0] : header;
  if (!value) throw new WebhookVerificationError("missing_header");
  if (typeof value !== "string" || value.length > 1024) {
    throw malformed();
  }
  return value;
}

// Several lines or times, or more than any sender needs. Who sends that is not helped by a hint.
function malformed(): WebhookVerificationError {
  return new WebhookVerificationError("malformed_header");
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
  const { signatures, ...parsed } = parseSignatureHeader(header);
  const timestamp = String(parsed.timestamp);
  const signatureHash = signatures[0] ?? "";
  return Object.assign<[string, string], Omit<TimestampAndSignatureHash, keyof [string, string]>>(
    [timestamp, signatureHash],
    { timestamp, signatureHash, signatures },
  ) as TimestampAndSignatureHash;
}
