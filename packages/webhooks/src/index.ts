export { type EventIn, isEvent, isEventIn, isEventNamed } from "./events/event-guards.ts";
export {
  compareEvents,
  type EventWithState,
  isStale,
  type OrderedEvent,
  parseEventDate,
} from "./events/event-order.ts";
export type * from "./events/event-types.ts";
export { parseUnverifiedEvent, parseVerifiedEvent } from "./events/parse-event.ts";
export { computeSignature } from "./verification/compute-signature.ts";
export {
  type ConstructedEvent,
  constructEvent,
  type SafeEvent,
  safeConstructEvent,
} from "./verification/construct-event.ts";
export { createWebhooks, type Webhooks } from "./verification/create-webhooks.ts";
export {
  type WebhookErrorCode,
  type WebhookErrorDetails,
  WebhookVerificationError,
  WebhookVerificationError as SignatureVerificationException,
} from "./verification/errors.ts";
export type { Payload, RawPayload } from "./verification/payload.ts";
export type { Secret, Secrets } from "./verification/secret.ts";
export {
  getTimestampAndSignatureHash,
  type HeaderValue,
  type TimestampAndSignatureHash,
} from "./verification/signature-header.ts";
export type { ToleranceOptions } from "./verification/tolerance.ts";
export type { Delivery, Verified, VerifierOptions, VerifyOptions } from "./verification/verify.ts";
export { type ReceivedDelivery, verifyHeader } from "./verification/verify-header.ts";
