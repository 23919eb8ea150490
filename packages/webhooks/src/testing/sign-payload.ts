import { computeSignature } from "../verification/compute-signature.ts";
import { type Payload, readPayload } from "../verification/payload.ts";
import { listSecrets, type Secrets } from "../verification/secret.ts";

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

/**
 * Signs a body the way WorkOS does. An object is written as compact JSON first.
 *
 * @throws {@link WebhookVerificationError} `missing_secret` or `unsupported_payload`.
 * @example
 * const { payload, sigHeader } = await signPayload(createTestEvent("user.created"), { secret });
 * await constructEvent({ payload, sigHeader, secret });
 */
export async function signPayload(body: Payload, options: SigningOptions): Promise<SignedDelivery> {
  const [payload] = readPayload(body);
  const headers = await signedHeaders(payload, options);
  const sigHeader = headers["workos-signature"];
  const timestamp = Number(/t=([^,]*)/.exec(sigHeader)?.[1]);
  return { payload, sigHeader, headers, timestamp };
}

/** Makes the headers of a delivery: content type, user agent and signature. */
export async function signedHeaders(body: Payload, options: SigningOptions): Promise<SignedDelivery["headers"]> {
  return {
    "content-type": "application/json",
    "user-agent": "WorkOS Webhooks (workos-kit test)",
    "workos-signature": await generateTestHeader(body, options),
  };
}

/** Makes the value of the `WorkOS-Signature` header: `t=<milliseconds>, v1=<hex>`. */
export async function generateTestHeader(
  body: Payload,
  { secret, timestamp = Date.now() }: SigningOptions,
): Promise<string> {
  const signatures = await Promise.all(listSecrets(secret).map((one) => computeSignature(timestamp, body, one)));
  return [`t=${timestamp}`, ...signatures.map((signature) => `v1=${signature}`)].join(", ");
}
