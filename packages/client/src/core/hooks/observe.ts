import { requestIdOf } from "../errors/errors.ts";
import type { Exchange, Middleware } from "../exchange.ts";
import { platform, type World } from "../world.ts";
import type { CallView, Hooks } from "./hooks.ts";

/** Calls one hook of each set, in their order. */
export type Tell = <Name extends keyof Hooks>(name: Name, view: Parameters<NonNullable<Hooks[Name]>>[0]) => void;

export function tellAll(all: (Hooks | undefined)[]): Tell {
  return (name, view) => {
    // The type of `Tell` has checked that the view is the hook's.
    for (const hooks of all) hooks?.[name]?.(view as never);
  };
}

/** Shows each attempt to the hooks, without credentials and without values of path, query or body. */
export function observe(tell: Tell, { now = platform.now }: Partial<World> = {}): Middleware {
  const told = new Set<string>();
  return (next) => async (exchange) => {
    const view = { ...viewOf(exchange), key: {} };
    const startedAt = now();
    const sent = Object.entries(exchange.headers);
    const shown = new Headers(sent.filter(isOpen));
    tell("onRequest", { ...view, headers: shown });
    exchange.headers = Object.fromEntries([...shown, ...sent.filter((each) => !isOpen(each))]);
    const result = await next(exchange).catch((error) => {
      tell("onError", { ...view, error, durationMs: now() - startedAt });
      throw error;
    });
    const { status, headers } = result.response;
    const requestId = requestIdOf(result.response);
    tell("onResponse", {
      ...view,
      status,
      requestId,
      headers: new Headers([...headers].filter(isOpen)),
      durationMs: now() - startedAt,
    });
    const [deprecation, sunset] = [headers.get("deprecation") ?? undefined, headers.get("sunset") ?? undefined];
    const name = `${view.method} ${view.route}`;
    if ((deprecation ?? sunset) && !told.has(name)) {
      told.add(name);
      tell("onDeprecated", { ...view, deprecation, sunset });
    }
    return result;
  };
}

// The address of a redirect carries codes and tokens.
function isOpen([name]: [string, string]): boolean {
  return !/authorization|cookie|location/.test(name);
}

export function viewOf({ method, route, url, attempt }: Exchange): CallView {
  return { method, route, baseUrl: new URL(url).origin, attempt };
}
