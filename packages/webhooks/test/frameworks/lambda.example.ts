// #region docs
import { createWebhookHandler } from "@workos-kit/webhooks/handler";
import { toLambdaHandler } from "@workos-kit/webhooks/lambda";
import { saveUser } from "./save-user.ts";

const { WORKOS_WEBHOOK_SECRET: secret = "" } = process.env;

const hooks = createWebhookHandler({ secret }).on("user.created", (event) => saveUser(event.data));

export const handler = toLambdaHandler(hooks);
// #endregion
