import { createWebhookHandler } from "@workos-kit/webhooks/handler";
import { after } from "next/server";
import { welcomeUser } from "../../lib/welcome-user.ts";

// A function, because `next build` loads this file too, and has no secret.
const secret = () => process.env.WORKOS_WEBHOOK_SECRET ?? "";

const hooks = createWebhookHandler({ secret, deadlineMs: 10_000 }).on("user.created", (event) =>
  welcomeUser(event.data),
);

// A handler that outlives the deadline goes on after the answer; `after` keeps a serverless function alive for it.
export const POST = (request: Request) => hooks.fetch(request, { waitUntil: after });
