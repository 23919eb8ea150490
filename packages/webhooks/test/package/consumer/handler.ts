import { createWebhookHandler } from "@workos-kit/webhooks/handler";

const users = new Map<string, string>();
createWebhookHandler({ secret: "x" })
  .on("user.created", ({ data }) => users.set(data.id, data.email))
  .on("user.deleted", ({ data }) => users.delete(data.id));
