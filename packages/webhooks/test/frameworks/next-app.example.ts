// #region docs
// app/webhooks/route.ts
import { createWebhookHandler } from "@workos-kit/webhooks/handler";
import { saveUser } from "./save-user.ts";

const { WORKOS_WEBHOOK_SECRET: secret = "" } = process.env;

const hooks = createWebhookHandler({ secret }).on("user.created", (event) => saveUser(event.data));

export const POST = hooks.fetch;
// #endregion
