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
import type { Finish, ReceivedDelivery } from "./verify-header.ts";

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
    constructEvent: (delivery) => verify(verifier, delivery, eventOf),
    safeConstructEvent: (delivery) => settle(() => verify(verifier, delivery, constructedOf)),
    verifyHeader: (delivery) => verify(verifier, delivery, proofOf),
  };
}

/** `verifyHeader` without a promise. @throws {@link WebhookVerificationError} */
export function verifyHeaderSync(options: VerifyOptions): Verified {
  return verify(bind(options), options, proofOf);
}

/** `constructEvent` without a promise. @throws {@link WebhookVerificationError} */
export function constructEventSync(options: VerifyOptions): WorkOSEvent {
  return verify(bind(options), options, eventOf);
}

/** `safeConstructEvent` without a promise. */
export function safeConstructEventSync(options: VerifyOptions): SafeEvent {
  return settle(() => verify(bind(options), options, constructedOf));
}

/** `computeSignature` without a promise. @throws {@link WebhookVerificationError} */
export function computeSignatureSync(timestamp: number | string, payload: Payload, secret: Secret): string {
  const signable = readSignable(timestamp, payload);
  return hmacSigner(firstSecret(secret))(signable.prefix, signable.content);
}

// Not imported from their async twins, because those bring the backend of the runtime along.
const proofOf: Finish<Verified> = (verified) => verified;
const eventOf: Finish<WorkOSEvent> = (_verified, content) => parseEvent(content);
const constructedOf: Finish<ConstructedEvent> = (verified, content) => ({ event: parseEvent(content), verified });

type SyncVerifier = Verifier<SyncSigner>;

function bind(options: VerifierOptions): SyncVerifier {
  return resolveVerifier(options, hmacSigner);
}

function verify<Result>(verifier: SyncVerifier, delivery: ReceivedDelivery, finish: Finish<Result>): Result {
  const header = examineHeader(verifier, delivery?.sigHeader, delivery?.now);
  const body = readPayload(delivery.payload, verifier.options.rawBodyOnly);
  const macs = verifier.signers.map((sign) => sign(`${header.timestamp}.`, body.content));
  return finish(conclude(verifier, header, body, macs), body.content);
}

function settle(construct: () => ConstructedEvent): SafeEvent {
  try {
    return { ok: true, ...construct() };
  } catch (error) {
    if (WebhookVerificationError.isInstance(error)) return { ok: false, error };
    throw error;
  }
}
