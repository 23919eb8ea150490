import { ConfigurationError } from "../errors/errors.ts";
import type { Middleware } from "../exchange.ts";
import type { ClientOptions } from "../options.ts";

/**
 * Who is asking: a Bearer key, the caller's own token, or the client credentials in the body, never two of them.
 * Runs once per call, before the retries. The key lives in this closure only.
 */
export function credentials({ apiKey, clientId }: Pick<ClientOptions, "apiKey" | "clientId">): Middleware {
  return (next) => (exchange) => {
    const { traits, options, headers, method, route } = exchange;
    const key = options.apiKey ?? apiKey;
    if (traits.fill !== undefined) {
      const own = { clientId, key: async () => (typeof key === "function" ? key() : key) };
      return traits.fill(exchange.body, own).then((body) => next(Object.assign(exchange, { body })));
    }
    if (traits.auth === "none") return next(exchange);
    const present = (token: string | undefined) => {
      if (token === undefined) {
        throw new ConfigurationError(
          "credentials_missing",
          `${method} ${route} needs ${traits.auth ? "an accessToken" : "an apiKey"}.`,
        );
      }
      headers.authorization = `Bearer ${checkKey(token)}`;
      return next(exchange);
    };
    const token = options.accessToken ?? (traits.auth === "token" ? undefined : key);
    return typeof token === "function" ? Promise.resolve(token()).then(present) : present(token);
  };
}

/** Refuses a key that cannot stand in a header: the platform's own error would print it. */
export function checkKey(key: string): string {
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new ConfigurationError("credentials_invalid", "The key or token is empty or malformed.");
  }
  return key;
}
