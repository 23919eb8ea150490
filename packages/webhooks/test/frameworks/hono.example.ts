// #region docs
import { createWebhookHandler } from "@workos-kit/webhooks/handler";
import { Hono } from "hono";
import { saveUser } from "./save-user.ts";

const { WORKOS_WEBHOOK_SECRET: secret = "" } = process.env;

const hooks = createWebhookHandler({ secret }).on("user.created", (event) => saveUser(event.data));

export const app = new Hono();
app.all("/webhooks", (context) => hooks.fetch(context.req.raw));
// #endregion
