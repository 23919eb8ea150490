import { ConfigurationError, type Place } from "../errors/errors.ts";
import type { Middleware } from "../exchange.ts";
import type { ClientOptions } from "../options.ts";
import { within } from "../within.ts";
import type { World } from "../world.ts";

/**
 * Who is asking: a Bearer key, the caller's own token, or the client credentials in the body, never two of them.
 * Runs once per call, before the retries. The key lives in this closure only. `admitKey` throws where none may be.
 */
export function credentials(
  { apiKey, clientId }: Pick<ClientOptions, "apiKey" | "clientId">,
  admitKey: () => void,
  world: World,
): Middleware {
  return (next) => async (exchange) => {
    const { traits, options, method, route } = exchange;
    const { fill, auth } = traits;
    const place: Place = { method, route };
    if (options.apiKey) admitKey();
    const key = options.apiKey ?? apiKey;
    // A function may hang, or be slower than the caller is patient.
    const ask = () => within(exchange, world, async () => (typeof key === "function" ? await key() : key) || undefined);
    if (fill) exchange.body = await fill(exchange.body, { clientId, key: ask, place });
    else if (auth !== "none") {
      const given = options.accessToken ?? (auth ? undefined : key);
      const token = typeof given === "function" ? await ask() : given;
      if (!token) {
        throw new ConfigurationError("credentials_missing", `needs an ${auth ? "accessToken" : "apiKey"}.`, place);
      }
      exchange.headers.authorization = `Bearer ${checkKey(token)}`;
    }
    // Awaited: handing a promise on from an async function takes two turns more.
    return await next(exchange);
  };
}

/** Refuses a key that cannot stand in a header: the platform's own error would print it. */
export function checkKey(key: string): string {
  // All that is visible in ASCII.
  if (!/^[!-~]+$/.test(key)) {
    throw new ConfigurationError("credentials_invalid", "The key or token is malformed.");
  }
  return key;
}
