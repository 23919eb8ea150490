import { firstSecret, readSignable } from "./compute-signature.ts";
import type { ConstructedEvent, SafeEvent } from "./construct-event.ts";
import { WebhookVerificationError } from "./errors.ts";
import type { WorkOSEvent } from "./event-types.ts";
import { hmacSigner, type SyncSigner } from "./hmac-node.ts";
import { parseEvent } from "./parse-event.ts";
import { type Payload, readPayload } from "./payload.ts";
import type { Secret } from "./secret.ts";
import {
  conclude,
  examineHeader,
  resolveVerifier,
  type Verified,
  type Verifier,
  type VerifierOptions,
  type VerifyOptions,
} from "./verify.ts";
import type { ReceivedDelivery, VerifiedBody } from "./verify-header.ts";

export {
  WebhookVerificationError,
  WebhookVerificationError as SignatureVerificationException,
} from "./errors.ts";
export type { ConstructedEvent, SafeEvent, VerifierOptions, VerifyOptions };

/** Verification without promises, with the options already given. */
export interface SyncWebhooks {
  /** Verifies a delivery and returns the typed event. */
  constructEvent(delivery: ReceivedDelivery): WorkOSEvent;
  /** The same, with the outcome as a value and the proof beside the event. */
  safeConstructEvent(delivery: ReceivedDelivery): SafeEvent;
  /** Verifies a delivery without parsing it. */
  verifyHeader(delivery: ReceivedDelivery): Verified;
}

/**
 * `createWebhooks` without promises, for Node, Bun and Deno: it needs `node:crypto`.
 *
 * @throws {@link WebhookVerificationError} `missing_secret` or `invalid_options`.
 */
export function createWebhooksSync(options: VerifierOptions): SyncWebhooks {
  const verifier = bind(options);
  return {
    constructEvent: (delivery) => construct(verifier, delivery).event,
    safeConstructEvent: (delivery) => settle(() => construct(verifier, delivery)),
    verifyHeader: (delivery) => verify(verifier, delivery).verified,
  };
}

/** `verifyHeader` without a promise. @throws {@link WebhookVerificationError} */
export function verifyHeaderSync(options: VerifyOptions): Verified {
  return verify(bind(options), options).verified;
}

/** `constructEvent` without a promise. @throws {@link WebhookVerificationError} */
export function constructEventSync(options: VerifyOptions): WorkOSEvent {
  return construct(bind(options), options).event;
}

/** `safeConstructEvent` without a promise. */
export function safeConstructEventSync(options: VerifyOptions): SafeEvent {
  return settle(() => construct(bind(options), options));
}

/** `computeSignature` without a promise. @throws {@link WebhookVerificationError} */
export function computeSignatureSync(timestamp: number | string, payload: Payload, secret: Secret): string {
  const signable = readSignable(timestamp, payload);
  return hmacSigner(firstSecret(secret))(signable.prefix, signable.content);
}

type SyncVerifier = Verifier<SyncSigner>;

function bind(options: VerifierOptions): SyncVerifier {
  return resolveVerifier(options, hmacSigner);
}

function verify(verifier: SyncVerifier, delivery: ReceivedDelivery): VerifiedBody {
  const header = examineHeader(verifier, delivery?.sigHeader, delivery?.now);
  const body = readPayload(delivery.payload, verifier.options.rawBodyOnly);
  const macs = verifier.signers.map((sign) => sign(`${header.timestamp}.`, body.content));
  return { content: body.content, verified: conclude(verifier, header, body, macs) };
}

function construct(verifier: SyncVerifier, delivery: ReceivedDelivery): ConstructedEvent {
  const { content, verified } = verify(verifier, delivery);
  return { event: parseEvent(content), verified };
}

function settle(construct: () => ConstructedEvent): SafeEvent {
  try {
    return { ok: true, ...construct() };
  } catch (error) {
    if (WebhookVerificationError.isInstance(error)) return { ok: false, error };
    throw error;
  }
}
