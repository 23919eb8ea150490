import { createWebhookHandler } from "@workos-kit/webhooks/handler";
import { welcomeUser } from "#lib/server/welcome-user.ts";
import { WORKOS_WEBHOOK_SECRET } from "$app/env/private";
import type { RequestHandler } from "./$types";

// A function, because `vite build` loads this file too, and has no secret.
const secret = () => WORKOS_WEBHOOK_SECRET;

const hooks = createWebhookHandler({ secret }).on("user.created", (event) => welcomeUser(event.data));

export const POST: RequestHandler = ({ request }) => hooks.fetch(request);
