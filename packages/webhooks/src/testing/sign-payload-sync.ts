import { readSignable } from "../verification/compute-signature.ts";
import { hmacSigner } from "../verification/hmac-node.ts";
import { type Payload, readPayload } from "../verification/payload.ts";
import { listSecrets } from "../verification/secret.ts";
import {
  type SignedDelivery,
  type SigningOptions,
  toDelivery,
  toSignatureHeader,
} from "../verification/signed-delivery.ts";

/**
 * `signPayload` of `/testing` without a promise, for tests that cannot wait.
 *
 * @throws {@link WebhookVerificationError} `missing_secret` or `unsupported_payload`.
 * @example
 * const event = constructEventSync({ ...signPayloadSync(createTestEvent("user.created"), { secret }), secret });
 */
export function signPayloadSync(body: Payload, options: SigningOptions): SignedDelivery {
  const [payload] = readPayload(body);
  return toDelivery(payload, generateTestHeaderSync(payload, options));
}

/** `generateTestHeader` of `/testing` without a promise. @throws {@link WebhookVerificationError} */
export function generateTestHeaderSync(body: Payload, { secret, timestamp = Date.now() }: SigningOptions): string {
  const { prefix, content } = readSignable(timestamp, body);
  return toSignatureHeader(
    timestamp,
    listSecrets(secret).map((one) => hmacSigner(one)(prefix, content)),
  );
}
