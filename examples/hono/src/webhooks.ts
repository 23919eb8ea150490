// #region docs
import { createWebhookHandler, type WebhookHandler } from "@workos-kit/webhooks/handler";

/** Stands for the application's table of users: e-mail address by id. */
export type Users = Map<string, string>;

/** Keeps the app's own users as WorkOS says they are. */
export function receiveWebhooks(secret: string, users: Users): WebhookHandler {
  return createWebhookHandler({ secret })
    .on(["user.created", "user.updated"], ({ data }) => void users.set(data.id, data.email))
    .on("user.deleted", ({ data }) => void users.delete(data.id));
}
// #endregion
