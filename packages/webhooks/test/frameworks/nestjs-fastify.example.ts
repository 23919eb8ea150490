// #region docs
import "reflect-metadata";
import { Controller, Module, Post, Req, Res } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { FastifyAdapter, type NestFastifyApplication } from "@nestjs/platform-fastify";
import { type FastifyLikeReply, type FastifyLikeRequest, toFastifyHandler } from "@workos-kit/webhooks/fastify";
import { createWebhookHandler } from "@workos-kit/webhooks/handler";
import { saveUser } from "./save-user.ts";

const { WORKOS_WEBHOOK_SECRET: secret = "" } = process.env;

const hooks = createWebhookHandler({ secret }).on("user.created", (event) => saveUser(event.data));
const receive = toFastifyHandler(hooks);

class WebhooksController {
  receive(request: FastifyLikeRequest, reply: FastifyLikeReply) {
    return receive(request, reply);
  }
}
// The same as the decorators @Controller("webhooks"), @Post(), @Req() and @Res().
Controller("webhooks")(WebhooksController);
Req()(WebhooksController.prototype, "receive", 0);
Res()(WebhooksController.prototype, "receive", 1);
Post()(
  WebhooksController.prototype,
  "receive",
  Object.getOwnPropertyDescriptor(WebhooksController.prototype, "receive") ?? {},
);

class AppModule {}
Module({ controllers: [WebhooksController] })(AppModule);

export function createApp() {
  return NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter(), { rawBody: true, logger: false });
}
// #endregion
