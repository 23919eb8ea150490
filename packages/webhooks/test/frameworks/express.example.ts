// #region docs
import { createWebhookHandler } from "@workos-kit/webhooks/handler";
import { toNodeHandler } from "@workos-kit/webhooks/node";
import express from "express";
import { saveUser } from "./save-user.ts";

const { WORKOS_WEBHOOK_SECRET: secret = "" } = process.env;

const hooks = createWebhookHandler({ secret }).on("user.created", (event) => saveUser(event.data));

export const app = express();
// Before express.json(): the signature covers the body exactly as it was sent.
app.all("/webhooks", toNodeHandler(hooks));
app.use(express.json());
// #endregion
