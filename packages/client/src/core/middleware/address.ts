import { ConfigurationError } from "../errors/errors.ts";
import type { Middleware, OperationTraits } from "../exchange.ts";
import type { ArrayFormat, CallOptions } from "../options.ts";
import { fillPath } from "../wire/path.ts";
import { serializeQuery } from "../wire/query.ts";

export const defaultBaseUrl = "https://api.workos.com";

/** Where to send: fills the path, writes the query. Path-based calls come with an address, written by the same parts. */
export function address(baseUrl: string, arrayFormat: ArrayFormat | undefined): Middleware {
  return (next) => (exchange) => {
    if (!exchange.url) {
      const { options, path, query, route, traits } = exchange;
      const search = serializeQuery(query, options.arrayFormat ?? arrayFormat);
      exchange.url = baseFor(baseUrl, options, traits) + fillPath(route, path) + (search ? `?${search}` : "");
    }
    return next(exchange);
  };
}

/** The call's own base address, else the operation's while the client has none of its own, else the client's. */
export function baseFor(baseUrl: string, options: CallOptions, traits: OperationTraits): string {
  if (options.baseUrl !== undefined) return checkBaseUrl(options.baseUrl);
  return (baseUrl === defaultBaseUrl && traits.server) || baseUrl;
}

/** A base address without its trailing slash; refuses what is not one. */
export function checkBaseUrl(baseUrl: string): string {
  if (!/^https?:\/\/[^/?#@\s]+(\/[^?#\s]*)?$/i.test(baseUrl) || !URL.canParse(baseUrl)) {
    throw new ConfigurationError("base_url_invalid", "baseUrl must be a plain http(s) address.");
  }
  return baseUrl.replace(/\/+$/, "");
}
