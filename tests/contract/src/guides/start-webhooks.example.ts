export const added: string[] = [];
const addUser = (directory: string, email: string | null) => void added.push(`${directory}: ${email}`);

// #region docs
import { createWebhookHandler } from "@workos-kit/webhooks/handler";

const hooks = createWebhookHandler({ secret: process.env.WORKOS_WEBHOOK_SECRET ?? "" }).on(
  "dsync.user.created",
  (event) => addUser(event.data.directory_id, event.data.email),
);
export const POST = hooks.fetch;
// #endregion
