import { createWebhookHandler } from "@workos-kit/webhooks/handler";
import { toNodeHandler } from "@workos-kit/webhooks/node";
import { welcomeUser } from "../../lib/welcome-user.ts";

// Next must leave the body alone: the signature covers it exactly as it was sent.
export const config = { api: { bodyParser: false } };

// A function, because `next build` loads this file too, and has no secret.
const secret = () => process.env.WORKOS_WEBHOOK_SECRET ?? "";

const hooks = createWebhookHandler({ secret }).on("user.created", (event) => welcomeUser(event.data));

export default toNodeHandler(hooks);
