import { ConfigurationError } from "../errors/errors.ts";
import type { Middleware } from "../exchange.ts";
import type { CallOptions } from "../options.ts";

/** What goes around a request: User-Agent, the written body with its type, the idempotency key, the caller's headers. */
export function envelope(userAgent: string, clientHeaders: CallOptions["headers"]): Middleware {
  return (next) => (exchange) => {
    const { body, headers, options, traits } = exchange;
    if (body !== undefined) {
      exchange.body = (traits.write ?? JSON.stringify)(body);
      headers["content-type"] = `application/${traits.write ? "x-www-form-urlencoded" : "json"}`;
    }
    // A page keeps the browser's own: in some browsers another one would need the server's leave (CORS).
    if (!("document" in globalThis)) headers["user-agent"] = userAgent;
    // An empty one names nothing.
    const key = options.idempotencyKey || (traits.key && crypto.randomUUID());
    for (const given of [key && { "idempotency-key": key }, clientHeaders, options.headers] as Given[]) {
      if (!given) continue;
      // Whoever is not held to types may pass what `fetch` takes: `Headers`, or a list of pairs.
      for (const [name, value] of (given[Symbol.iterator] ? given : Object.entries(given)) as Pairs) {
        // The platform's own error would print the value, and come after three attempts.
        if (!/^[\w!#-'*+.^`|~-]+\n[\t -\xff]*$/.test(`${name}\n${value}`)) {
          throw new ConfigurationError("header_invalid", `The header ${name} is malformed.`);
        }
        if (value === null) delete headers[name.toLowerCase()];
        // Undefined is not said, here as in an input.
        else if (value !== undefined) headers[name.toLowerCase()] = value;
      }
    }
    return next(exchange);
  };
}

type Given = Partial<Pairs> | undefined;
type Pairs = Iterable<[name: string, value: string | null | undefined]>;
