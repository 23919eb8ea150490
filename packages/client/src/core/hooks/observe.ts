import { requestIdOf } from "../errors/errors.ts";
import type { Exchange, Middleware } from "../exchange.ts";
import { platform, type World } from "../world.ts";
import type { AttemptView, CallView, Hooks } from "./hooks.ts";

/** Shows each attempt to the hooks, without credentials and without values of path, query or body. */
export function observe(hooks: Hooks, { now = platform.now }: Partial<World> = {}): Middleware {
  const told = new Set<string>();
  return (next) => async (exchange) => {
    const view = { ...viewOf(exchange), key: {} };
    const startedAt = now();
    if (hooks.onRequest) showRequest(hooks.onRequest, view, exchange);
    try {
      const result = await next(exchange);
      const { status, headers } = result.response;
      const requestId = requestIdOf(result.response);
      hooks.onResponse?.({ ...view, status, requestId, headers, durationMs: now() - startedAt });
      const [deprecation, sunset] = [headers.get("deprecation") ?? undefined, headers.get("sunset") ?? undefined];
      const name = `${view.method} ${view.route}`;
      if ((deprecation ?? sunset) !== undefined && !told.has(name)) {
        told.add(name);
        hooks.onDeprecated?.({ ...view, deprecation, sunset });
      }
      return result;
    } catch (error) {
      hooks.onError?.({ ...view, error, durationMs: now() - startedAt });
      throw error;
    }
  };
}

function showRequest(onRequest: NonNullable<Hooks["onRequest"]>, view: AttemptView, exchange: Exchange): void {
  const { authorization, ...open } = exchange.headers;
  const headers = new Headers(open);
  onRequest({ ...view, headers });
  exchange.headers = { ...Object.fromEntries(headers), ...(authorization === undefined ? {} : { authorization }) };
}

export function viewOf({ method, route, url, attempt }: Exchange): CallView {
  return { method, route, baseUrl: new URL(url).origin, attempt };
}
