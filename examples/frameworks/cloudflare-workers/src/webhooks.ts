// #region docs
import { createWebhookHandler, type WebhookHandler } from "@workos-kit/webhooks/handler";
import type { Env } from "./env.ts";
import { durableStore } from "./seen-event.ts";
import { applyUserEvent, userEvents } from "./users.ts";

/** Hears of changes as they happen. */
export function receiveWebhooks({ WORKOS_WEBHOOK_SECRET: secret, USERS, SEEN_EVENTS }: Env): WebhookHandler {
  return createWebhookHandler({ secret, dedupe: durableStore(SEEN_EVENTS) }).on([...userEvents], (event) =>
    applyUserEvent(USERS, event),
  );
}
// #endregion
