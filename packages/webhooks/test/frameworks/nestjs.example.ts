// #region docs
import "reflect-metadata";
import { Module } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { createWebhookHandler } from "@workos-kit/webhooks/handler";
import { toNodeHandler } from "@workos-kit/webhooks/node";
import { saveUser } from "./save-user.ts";

const { WORKOS_WEBHOOK_SECRET: secret = "" } = process.env;

const hooks = createWebhookHandler({ secret }).on("user.created", (event) => saveUser(event.data));

class AppModule {}
Module({})(AppModule);

export async function createApp() {
  // `rawBody` keeps the bytes beside the parsed body, so the place of this middleware does not matter.
  const app = await NestFactory.create(AppModule, { rawBody: true, logger: false });
  app.use("/webhooks", toNodeHandler(hooks));
  return app;
}
// #endregion
