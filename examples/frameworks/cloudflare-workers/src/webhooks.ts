// #region docs
import { createWebhookHandler, type WebhookHandler } from "@workos-kit/webhooks/handler";
import type { Env } from "./env.ts";
import { durableStore } from "./seen-event.ts";

/** Keeps the app's own users, in Workers KV, as WorkOS says they are. */
export function receiveWebhooks({
  WORKOS_WEBHOOK_SECRET: secret,
  USERS: users,
  SEEN_EVENTS: seen,
}: Env): WebhookHandler {
  return createWebhookHandler({ secret, dedupe: durableStore(seen) })
    .on(["user.created", "user.updated"], ({ data }) => users.put(data.id, data.email))
    .on("user.deleted", ({ data }) => users.delete(data.id));
}
// #endregion
