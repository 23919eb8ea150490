// #region docs
import { createWebhookHandler } from "@workos-kit/webhooks/handler";
import { toNodeHandler } from "@workos-kit/webhooks/node";
import Koa from "koa";
import { saveUser } from "./save-user.ts";

const { WORKOS_WEBHOOK_SECRET: secret = "" } = process.env;

const hooks = createWebhookHandler({ secret }).on("user.created", (event) => saveUser(event.data));
const receive = toNodeHandler(hooks);

export const app = new Koa();
app.use(async (context, next) => {
  if (context.path !== "/webhooks") return next();
  // The handler writes the answer itself.
  context.respond = false;
  await receive(context.req, context.res);
});
// #endregion
