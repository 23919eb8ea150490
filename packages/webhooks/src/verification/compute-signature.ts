import { hmacSigner } from "#hmac";
import { WebhookVerificationError } from "./errors.ts";
import { type Payload, readPayload } from "./payload.ts";
import { listSecrets, type Secret, type Secrets } from "./secret.ts";

/** What is to be signed, checked. */
export interface Signable {
  readonly prefix: string;
  readonly content: string | Uint8Array;
}

/**
 * Computes the `v1` signature of a body: HMAC-SHA-256 of `<timestamp>.<body>`, in lower-case hex.
 * To make a whole header for a test, reach for `@workos-kit/webhooks/testing`.
 *
 * @throws {@link WebhookVerificationError} `missing_secret`, `unsupported_payload` or `invalid_options`.
 */
export async function computeSignature(timestamp: number | string, payload: Payload, secret: Secret): Promise<string> {
  const signable = readSignable(timestamp, payload);
  return hmacSigner(firstSecret(secret))(signable.prefix, signable.content);
}

/** Checks what is to be signed. */
export function readSignable(timestamp: number | string, payload: Payload): Signable {
  if (typeof timestamp !== "string" && typeof timestamp !== "number") {
    throw new WebhookVerificationError("invalid_options", ["The timestamp must be Unix milliseconds."]);
  }
  return { prefix: `${timestamp}.`, content: readPayload(payload)[0] };
}

/** The secret that signs: the newest. */
export function firstSecret(secret: Secrets): Secret {
  const [first] = listSecrets(secret);
  // listSecrets never returns an empty list.
  return first as Secret;
}
