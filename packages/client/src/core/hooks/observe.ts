import { requestIdOf } from "../errors/errors.ts";
import type { Exchange, Middleware } from "../exchange.ts";
import { within } from "../within.ts";
import type { World } from "../world.ts";
import type { CallView, Hooks } from "./hooks.ts";

/** Calls one hook of each set, in their order, and waits for promises as long as an attempt may take. */
export type Tell = <Name extends keyof Hooks>(
  exchange: Exchange,
  name: Name,
  facts: Omit<Parameters<NonNullable<Hooks[Name]>>[0], keyof CallView>,
) => Promise<void>;

export function tellAll(all: (Hooks | undefined)[], world: World): Tell {
  return async (exchange, name, facts) => {
    for (const hooks of all) {
      // The type of `Tell` has checked that the facts are the hook's.
      const said = hooks?.[name]?.({ ...viewOf(exchange), ...facts } as never) as Promise<unknown> | undefined;
      if (said?.then) {
        // It is left behind where the caller has given up.
        said.then(null, () => {});
        await within(exchange, world, () => said);
      }
    }
  };
}

/** Shows each attempt to the hooks, without credentials and without values of path, query or body. */
export function observe(tell: Tell, world: World): Middleware {
  const told = new Set<string>();
  return (next) => async (exchange) => {
    const key = {};
    const startedAt = world.now();
    const sent = Object.entries(exchange.headers);
    const shown = new Headers(sent.filter(isOpen));
    await tell(exchange, "onRequest", { key, headers: shown });
    exchange.headers = Object.fromEntries([...shown, ...sent.filter((each) => !isOpen(each))]);
    const result = await next(exchange).catch(async (error) => {
      await tell(exchange, "onError", { key, error, durationMs: world.now() - startedAt });
      throw error;
    });
    const { status, headers } = result.response;
    await tell(exchange, "onResponse", {
      key,
      status,
      requestId: requestIdOf(result.response),
      headers: new Headers([...headers].filter(isOpen)),
      durationMs: world.now() - startedAt,
    });
    const deprecation = headers.get("deprecation") ?? undefined;
    const sunset = headers.get("sunset") ?? undefined;
    const name = `${exchange.method} ${exchange.route}`;
    if ((deprecation ?? sunset) && !told.has(name)) {
      told.add(name);
      await tell(exchange, "onDeprecated", { key, deprecation, sunset });
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
