// #region docs
// src/routes/webhooks/+server.ts
import { createWebhookHandler } from "@workos-kit/webhooks/handler";
import { saveUser } from "./save-user.ts";

const { WORKOS_WEBHOOK_SECRET: secret = "" } = process.env;

const hooks = createWebhookHandler({ secret }).on("user.created", (event) => saveUser(event.data));

export const POST = ({ request }: { request: Request }) => hooks.fetch(request);
// #endregion
