// #region docs
import { webhookPlugin } from "@workos-kit/webhooks/fastify";
import { createWebhookHandler } from "@workos-kit/webhooks/handler";
import fastify from "fastify";
import { saveUser } from "./save-user.ts";

const { WORKOS_WEBHOOK_SECRET: secret = "" } = process.env;

const hooks = createWebhookHandler({ secret }).on("user.created", (event) => saveUser(event.data));

export const app = fastify();
// Other routes go on parsing JSON: the plugin keeps its raw body to itself.
await app.register(webhookPlugin(hooks, { path: "/webhooks" }));
app.post("/echo", async (request) => request.body);
// #endregion
