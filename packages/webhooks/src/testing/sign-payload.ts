import { computeSignature } from "../verification/compute-signature.ts";
import { type Payload, readPayload } from "../verification/payload.ts";
import { listSecrets } from "../verification/secret.ts";
import {
  type SignedDelivery,
  type SigningOptions,
  toDelivery,
  toHeaders,
  toSignatureHeader,
} from "../verification/signed-delivery.ts";

export type { SignedDelivery, SigningOptions };

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
  return toDelivery(payload, await generateTestHeader(payload, options));
}

/** Makes the headers of a delivery: content type, user agent and signature. */
export async function signedHeaders(body: Payload, options: SigningOptions): Promise<SignedDelivery["headers"]> {
  return toHeaders(await generateTestHeader(body, options));
}

/** Makes the value of the `WorkOS-Signature` header: `t=<milliseconds>, v1=<hex>`. */
export async function generateTestHeader(
  body: Payload,
  { secret, timestamp = Date.now() }: SigningOptions,
): Promise<string> {
  const signatures = await Promise.all(listSecrets(secret).map((one) => computeSignature(timestamp, body, one)));
  return toSignatureHeader(timestamp, signatures);
}
