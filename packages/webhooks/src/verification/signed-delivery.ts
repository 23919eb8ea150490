import type { Secrets } from "./secret.ts";

/** How to sign in a test. */
export interface SigningOptions {
  /** The endpoint's secret. Several give one `v1` each, in the same order. */
  secret: Secrets;
  /**
   * The signed time, in Unix milliseconds. Text is used as it is, so that a test can sign a wrong one.
   * @default Date.now()
   */
  timestamp?: number | string | undefined;
}

/** Everything a verifier needs, ready to be spread into its options. */
export interface SignedDelivery {
  /** The body as it would arrive. */
  payload: string | Uint8Array;
  /** The value of the `WorkOS-Signature` header. */
  sigHeader: string;
  /** The headers of the delivery, with lower-case names. */
  headers: { "content-type": "application/json"; "user-agent": string; "workos-signature": string };
  /** The signed time, in Unix milliseconds. */
  timestamp: number;
}

/** Puts together what was signed and its header. */
export function toDelivery(payload: SignedDelivery["payload"], sigHeader: string): SignedDelivery {
  const timestamp = Number(/t=([^,]*)/.exec(sigHeader)?.[1]);
  return { payload, sigHeader, headers: toHeaders(sigHeader), timestamp };
}

/** Puts the signature into the headers of a delivery. */
export function toHeaders(sigHeader: string): SignedDelivery["headers"] {
  return {
    "content-type": "application/json",
    "user-agent": "WorkOS Webhooks (workos-kit test)",
    "workos-signature": sigHeader,
  };
}

/** Writes the header as WorkOS does. */
export function toSignatureHeader(timestamp: number | string, signatures: readonly string[]): string {
  return [`t=${timestamp}`, ...signatures.map((signature) => `v1=${signature}`)].join(", ");
}
