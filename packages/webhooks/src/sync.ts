import type { WorkOSEvent } from "./events/event-types.ts";
import { parseEvent } from "./events/parse-event.ts";
import { firstSecret, readSignable } from "./verification/compute-signature.ts";
import type { ConstructedEvent, SafeEvent } from "./verification/construct-event.ts";
import { WebhookVerificationError } from "./verification/errors.ts";
import { hmacMatcher, hmacSigner, type SyncMatcher } from "./verification/hmac-node.ts";
import { type Payload, readPayload } from "./verification/payload.ts";
import type { Secret } from "./verification/secret.ts";
import {
  conclude,
  examineHeader,
  resolveVerifier,
  type Verified,
  type Verifier,
  type VerifierOptions,
  type VerifyOptions,
} from "./verification/verify.ts";
import type { Finish, ReceivedDelivery } from "./verification/verify-header.ts";

export { generateTestHeaderSync, signPayloadSync } from "./testing/sign-payload-sync.ts";
export {
  WebhookVerificationError,
  WebhookVerificationError as SignatureVerificationException,
} from "./verification/errors.ts";
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

type SyncVerifier = Verifier<SyncMatcher>;

function bind(options: VerifierOptions): SyncVerifier {
  return resolveVerifier(options, hmacMatcher);
}

function verify<Result>(verifier: SyncVerifier, delivery: ReceivedDelivery, finish: Finish<Result>): Result {
  const [timestamp, signatures] = examineHeader(verifier, delivery?.sigHeader, delivery?.now);
  const [content, wasParsed] = readPayload(delivery.payload, verifier.options.rawBodyOnly);
  const secretIndex = verifier.match(`${timestamp}.`, content, signatures);
  return finish(conclude(verifier, timestamp, wasParsed, secretIndex), content);
}

function settle(construct: () => ConstructedEvent): SafeEvent {
  try {
    return { ok: true, ...construct() };
  } catch (error) {
    if (WebhookVerificationError.isInstance(error)) return { ok: false, error };
    throw error;
  }
}
