import { hmacMatcher, hmacSigner } from "#hmac";
import type { WorkOSEvent } from "../events/event-types.ts";
import { firstSecret, readSignable } from "./compute-signature.ts";
import { constructedOf, eventOf, type SafeEvent, settle } from "./construct-event.ts";
import type { Payload } from "./payload.ts";
import { resolveVerifier, type Verified, type VerifierOptions } from "./verify.ts";
import { proofOf, type ReceivedDelivery, verifyDelivery } from "./verify-header.ts";

/** Verification with the options already given. */
export interface Webhooks {
  /** Verifies a delivery and returns the typed event. */
  constructEvent(delivery: ReceivedDelivery): Promise<WorkOSEvent>;
  /** The same, with the outcome as a value and the proof beside the event. */
  safeConstructEvent(delivery: ReceivedDelivery): Promise<SafeEvent>;
  /** Verifies a delivery without parsing it. */
  verifyHeader(delivery: ReceivedDelivery): Promise<Verified>;
  /** The signature that the first secret gives to a body. */
  computeSignature(timestamp: number | string, payload: Payload): Promise<string>;
}

/**
 * Binds secret and options, and imports the key once: the way to go for anything that lives longer than one request.
 *
 * @throws {@link WebhookVerificationError} `missing_secret` or `invalid_options`: at once, not at the first delivery.
 * @example
 * const webhooks = createWebhooks({ secret });
 * const event = await webhooks.constructEvent({ payload, sigHeader });
 */
export function createWebhooks(options: VerifierOptions): Webhooks {
  const verifier = resolveVerifier(options, hmacMatcher);
  const sign = hmacSigner(firstSecret(options.secret));
  return {
    constructEvent: (delivery) => verifyDelivery(verifier, delivery, eventOf),
    safeConstructEvent: (delivery) => settle(verifyDelivery(verifier, delivery, constructedOf)),
    verifyHeader: (delivery) => verifyDelivery(verifier, delivery, proofOf),
    computeSignature: async (timestamp, payload) => {
      const signable = readSignable(timestamp, payload);
      return sign(signable.prefix, signable.content);
    },
  };
}
