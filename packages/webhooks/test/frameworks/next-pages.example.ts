// #region docs
// pages/api/webhooks.ts (there, `receive` is the default export)
import { createWebhookHandler } from "@workos-kit/webhooks/handler";
import { toNodeHandler } from "@workos-kit/webhooks/node";
import { saveUser } from "./save-user.ts";

const { WORKOS_WEBHOOK_SECRET: secret = "" } = process.env;

// Next must leave the body alone: the signature covers it exactly as it was sent.
export const config = { api: { bodyParser: false } };

const hooks = createWebhookHandler({ secret }).on("user.created", (event) => saveUser(event.data));

export const receive = toNodeHandler(hooks);
// #endregion
