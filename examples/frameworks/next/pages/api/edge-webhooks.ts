import { createWebhookHandler } from "@workos-kit/webhooks/handler";
import type { NextFetchEvent } from "next/server";
import { welcomeUser } from "../../lib/welcome-user.ts";

/** The same in the edge runtime, which Next still has here, and which has the Web platform and nothing of Node's. */
export const config = { runtime: "edge" };

const secret = () => process.env.WORKOS_WEBHOOK_SECRET ?? "";

const hooks = createWebhookHandler({ secret }).on("user.created", (event) => welcomeUser(event.data));

export default function handle(request: Request, context: NextFetchEvent): Promise<Response> {
  return hooks.fetch(request, context);
}
