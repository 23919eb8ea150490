import { allowedOrigin, corsHeaders } from "../behaviours/cors-origins/allowed-origin.ts";
import type { Environment } from "../environment.ts";
import type { Answer, Incoming } from "../handlers/message.ts";

/** What lets a page of any origin read an answer. */
const openHeaders = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "x-request-id, retry-after, location, x-mock-reason, etag, content-range",
};

/** The headers of an answer as a page gets them. */
export function headersForPages({ headers, isForeign }: Answer): Record<string, string> {
  return isForeign ? headers : { ...openHeaders, ...headers };
}

/**
 * Answers what a browser asks before a request. It asks without a key: what any environment allows goes on, and is
 * judged with the request itself.
 */
export function preflight(environments: Iterable<Environment>, incoming: Incoming): Answer {
  const origin = incoming.header("origin") ?? "";
  const allowed = [...environments].map(({ world }) => allowedOrigin(world, origin));
  const best = allowed.find((each) => each === origin) ?? allowed.find((each) => each !== undefined);
  if (best === undefined) return { status: 204, headers: {}, body: undefined, isForeign: true };
  const headers = {
    ...openHeaders,
    ...corsHeaders(best),
    "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
    "access-control-allow-headers": incoming.header("access-control-request-headers") ?? "*",
    "access-control-max-age": "86400",
  };
  return { status: 204, headers, body: undefined };
}
