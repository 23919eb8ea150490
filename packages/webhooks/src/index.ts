export { computeSignature } from "./compute-signature.ts";
export { type ConstructedEvent, constructEvent, type SafeEvent, safeConstructEvent } from "./construct-event.ts";
export { createWebhooks, type Webhooks } from "./create-webhooks.ts";
export {
  type WebhookErrorCode,
  type WebhookErrorDetails,
  WebhookVerificationError,
  WebhookVerificationError as SignatureVerificationException,
} from "./errors.ts";
export { type EventIn, isEvent, isEventIn, isEventNamed } from "./event-guards.ts";
export { compareEvents, type EventWithState, isStale, type OrderedEvent, parseEventDate } from "./event-order.ts";
export type * from "./event-types.ts";
export { parseUnverifiedEvent, parseVerifiedEvent } from "./parse-event.ts";
export type { Payload, RawPayload } from "./payload.ts";
export type { Secret, Secrets } from "./secret.ts";
export { getTimestampAndSignatureHash, type HeaderValue, type TimestampAndSignatureHash } from "./signature-header.ts";
export type { ToleranceOptions } from "./tolerance.ts";
export type { Delivery, Verified, VerifierOptions, VerifyOptions } from "./verify.ts";
export { type ReceivedDelivery, verifyHeader } from "./verify-header.ts";
