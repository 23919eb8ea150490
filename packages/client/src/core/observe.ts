import { requestIdOf } from "./errors.ts";
import type { Exchange, Middleware } from "./exchange.ts";
import type { AttemptView, Hooks } from "./hooks.ts";
import type { World } from "./world.ts";

/** Shows each attempt to the hooks, without credentials and without values of path, query or body. */
export function observe(hooks: Hooks, world: World): Middleware {
  return (next) => async (exchange) => {
    const view = viewOf(exchange);
    const startedAt = world.now();
    const secret = exchange.headers.get("authorization");
    exchange.headers.delete("authorization");
    hooks.onRequest?.({ ...view, headers: exchange.headers });
    if (secret !== null) exchange.headers.set("authorization", secret);
    try {
      const result = await next(exchange);
      const { status, headers } = result.response;
      const requestId = requestIdOf(result.response);
      hooks.onResponse?.({ ...view, status, requestId, headers, durationMs: world.now() - startedAt });
      return result;
    } catch (error) {
      hooks.onError?.({ ...view, error, durationMs: world.now() - startedAt });
      throw error;
    }
  };
}

export function viewOf({ method, route, url, attempt }: Exchange): AttemptView {
  return { method, route, baseUrl: url.slice(0, url.indexOf("/", 8)), attempt };
}
