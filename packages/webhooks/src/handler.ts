export type { DedupeStore } from "./dedupe/dedupe-store.ts";
export { memoryStore } from "./dedupe/memory-store.ts";
export type { Answer, HandlerErrorCode } from "./handler/answer.ts";
export type { WebhookHandlerOptions } from "./handler/handler-options.ts";
export type { SecretSource } from "./handler/prepare-verifier.ts";
export type { ErrorListener } from "./handler/process-event.ts";
export type { EventContextOfHandler, EventHandler, EventHandlers, EventRouter } from "./handler/router.ts";
export {
  createWebhookHandler,
  type Execution,
  type IncomingDelivery,
  type WebhookHandler,
} from "./handler/webhook-handler.ts";
export { type SchemaResult, type StandardSchema, withSchema } from "./handler/with-schema.ts";
export { WebhookVerificationError } from "./verification/errors.ts";
