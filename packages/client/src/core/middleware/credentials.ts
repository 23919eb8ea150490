import { ConfigurationError } from "../errors/errors.ts";
import type { Middleware } from "../exchange.ts";
import type { ClientOptions } from "../options.ts";

/**
 * Who is asking: a Bearer key, the caller's own token, or the client credentials in the body, never two of them.
 * Runs once per call, before the retries. The key lives in this closure only.
 */
export function credentials({ apiKey, clientId }: Pick<ClientOptions, "apiKey" | "clientId">): Middleware {
  return (next) => async (exchange) => {
    const { traits, options, headers, method, route } = exchange;
    const key = async () => options.apiKey ?? (typeof apiKey === "function" ? apiKey() : apiKey);
    if (traits.fill !== undefined) exchange.body = await traits.fill(exchange.body, { clientId, key });
    else if (traits.auth !== "none") {
      const token = options.accessToken ?? (traits.auth === "token" ? undefined : await key());
      if (token === undefined) {
        throw new ConfigurationError(
          "credentials_missing",
          `${method} ${route} needs ${traits.auth ? "an accessToken" : "an apiKey"}.`,
        );
      }
      headers.authorization = `Bearer ${checkKey(token)}`;
    }
    return next(exchange);
  };
}

/** Refuses a key that cannot stand in a header: the platform's own error would print it. */
export function checkKey(key: string): string {
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new ConfigurationError("credentials_invalid", "The key or token has impossible characters.");
  }
  return key;
}
