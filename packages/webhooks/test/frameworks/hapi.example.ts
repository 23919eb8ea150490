// #region docs
import { server } from "@hapi/hapi";
import { createWebhookHandler } from "@workos-kit/webhooks/handler";
import { saveUser } from "./save-user.ts";

const { WORKOS_WEBHOOK_SECRET: secret = "" } = process.env;

const hooks = createWebhookHandler({ secret }).on("user.created", (event) => saveUser(event.data));

export const app = server();
app.route({
  method: "POST",
  path: "/webhooks",
  // The bytes exactly as they were sent, of one mebibyte at most.
  options: { payload: { parse: false, output: "data", maxBytes: 1_048_576 } },
  handler: async ({ raw, payload }, h) => {
    const { status, headers, body } = await hooks.handle({
      method: "POST",
      sigHeader: raw.req.headers["workos-signature"],
      readBody: () => payload,
    });
    const response = h.response(body).code(status);
    for (const [name, value] of Object.entries(headers)) response.header(name, value);
    return response;
  },
});
// #endregion
