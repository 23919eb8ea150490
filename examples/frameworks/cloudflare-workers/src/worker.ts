// #region docs
import { env } from "cloudflare:workers";
import { createClient } from "@workos-kit/client";
import { catchUp } from "./catch-up.ts";
import { createRoutes } from "./routes.ts";

// Durable Objects are found among the exports of the entry.
export { SeenEvent } from "./seen-event.ts";

// Once per isolate, which sends nothing, and keeps WorkOS's keys from one request to the next.
const { WORKOS_API_KEY: apiKey, WORKOS_CLIENT_ID: clientId, WORKOS_BASE_URL: baseUrl } = env;
const workos = createClient({ apiKey, clientId, baseUrl });
const routes = createRoutes(workos, env);

export default {
  fetch(request, _env, context) {
    const route = routes[`${request.method} ${new URL(request.url).pathname}`];
    return route ? route(request, context) : new Response("Not found.", { status: 404 });
  },

  /** By a cron trigger. */
  scheduled: () => catchUp(workos, env),
} satisfies ExportedHandler;
// #endregion
