// #region docs
import { server } from "@hapi/hapi";
import { createWebhookHandler } from "@workos-kit/webhooks/handler";
import { toNodeHandler } from "@workos-kit/webhooks/node";
import { saveUser } from "./save-user.ts";

const { WORKOS_WEBHOOK_SECRET: secret = "" } = process.env;

const hooks = createWebhookHandler({ secret }).on("user.created", (event) => saveUser(event.data));
const receive = toNodeHandler(hooks);

export const app = server();
app.route({
  method: "POST",
  path: "/webhooks",
  // The stream as it comes, of any length: the handler reads it, and limits it.
  options: { payload: { parse: false, output: "stream", maxBytes: Number.MAX_SAFE_INTEGER } },
  handler: async ({ raw }, h) => {
    await receive(raw.req, raw.res);
    // The answer is written.
    return h.abandon;
  },
});
// #endregion
