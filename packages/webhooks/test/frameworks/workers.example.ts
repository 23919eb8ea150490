// #region docs
import { createWebhookHandler, type Execution, type WebhookHandler } from "@workos-kit/webhooks/handler";
import { saveUser } from "./save-user.ts";

let hooks: WebhookHandler | undefined;

export const worker = {
  fetch(request: Request, env: { WORKOS_WEBHOOK_SECRET: string }, context: Execution): Promise<Response> {
    // Made once per isolate: the first request brings the secret.
    hooks ??= createWebhookHandler({ secret: env.WORKOS_WEBHOOK_SECRET }).on("user.created", (event) =>
      saveUser(event.data),
    );
    return hooks.fetch(request, context);
  },
};
// #endregion
