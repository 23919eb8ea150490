import { createWebhookHandler } from "@workos-kit/webhooks/handler";
import { after } from "next/server";
import { welcomeUser } from "../../../lib/welcome-user.ts";

/** The same in the edge runtime, which Next still has, and which has the Web platform and nothing of Node's. */
export const runtime = "edge";

const secret = () => process.env.WORKOS_WEBHOOK_SECRET ?? "";

const hooks = createWebhookHandler({ secret }).on("user.created", (event) => welcomeUser(event.data));

export const POST = (request: Request) => hooks.fetch(request, { waitUntil: after });
