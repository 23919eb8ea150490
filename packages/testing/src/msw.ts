export type { OperationId } from "./generated/operation-types.ts";

import { type HttpHandler, HttpResponse, http } from "msw";
import { headersForPages } from "./doors/cors.ts";
import { incomingOf, responseOf } from "./doors/fetch.ts";
import type { OperationId } from "./generated/operation-types.ts";
import { operations } from "./generated/operations.ts";
import type { Mock } from "./mock.ts";

/** Which addresses the handlers answer. */
export interface HandlerOptions {
  /** @default the API's host, the host of its sign-in pages, and the AuthKit domains under `authkit.app` */
  readonly origins?: readonly string[];
}

const vendorOrigins = ["https://api.workos.com", "https://auth.workos.com", "https://*.authkit.app"];

/**
 * Handlers for MSW 2 and 3: `setupServer(...workosHandlers(mock))`. One per host answers every operation, so their
 * number does not slow requests down. Addresses of other hosts are left to MSW: set both `onUnhandledRequest` (2) and
 * `onUnhandledFrame` (3) to `"error"` when you call `listen`.
 */
export function workosHandlers(mock: Mock, options: HandlerOptions = {}): HttpHandler[] {
  return originsOf(options).map((origin) => http.all(`${origin}/*`, ({ request }) => answer(mock, request)));
}

/**
 * One handler per operation, by its name: for those who want to pick. The record costs more per request. They answer at
 * one origin, the API's host unless you name another.
 */
export function operationHandlers(mock: Mock, options: HandlerOptions = {}): Record<OperationId, HttpHandler> {
  const [origin = "", ...others] = options.origins ? originsOf(options) : vendorOrigins.slice(0, 1);
  if (others.length > 0) throw new TypeError("`operationHandlers` answers at one origin: call it once for each.");
  const entries = operations.map(({ id, method, path }) => {
    const verb = method.toLowerCase() as "get" | "post" | "put" | "patch" | "delete"; // The spec has no other methods.
    const template = path.replaceAll(/\{(\w+)\}/g, ":$1");
    return [id, http[verb](`${origin}${template}`, ({ request }) => answer(mock, request))] as const;
  });
  // The table lists every operation, and the type is made from the same spec.
  return Object.fromEntries(entries) as Record<OperationId, HttpHandler>;
}

/** @throws TypeError for an origin that no request could match: it would be left to the network without a word. */
function originsOf({ origins = vendorOrigins }: HandlerOptions): string[] {
  if (origins.length === 0) throw new TypeError("`origins` is empty: no request would be answered.");
  return origins.map((origin) => {
    const [, plain] = /^(https?:\/\/[^/?#\s]+)\/?$/.exec(origin) ?? [];
    if (plain === undefined)
      throw new TypeError(`"${origin}" is no origin: write it like "https://api.workos.com", without a path.`);
    return plain;
  });
}

async function answer(mock: Mock, request: Request): Promise<Response> {
  const result = await mock.handle(incomingOf(request));
  if (result.isDropped) return HttpResponse.error();
  // The imitation of a browser that tests run in may keep answers from the page without them.
  const headers = request.headers.has("origin") ? headersForPages(result) : result.headers;
  return responseOf({ ...result, headers }, request.method);
}
