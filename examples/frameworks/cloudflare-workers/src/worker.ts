// #region docs
import type { Env } from "./env.ts";
import { createRoutes, type Routes } from "./routes.ts";

// Durable Objects are found among the exports of the entry.
export { SeenEvent } from "./seen-event.ts";

let routes: Routes | undefined;

export default {
  async fetch(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
    // Made once per isolate, because secrets are known only inside a request; keeps WorkOS's keys for the next one.
    routes ??= createRoutes(env);
    const route = routes[`${request.method} ${new URL(request.url).pathname}`];
    return route ? route(request, context) : new Response("Not found.", { status: 404 });
  },
};
// #endregion
