import { routeTraits } from "../generated/traits.ts";
import type { Core } from "./core.ts";
import type { HttpMethod, OperationTraits, Result } from "./exchange.ts";
import type { CallOptions } from "./options.ts";
import { form } from "./wire/form.ts";

/** What a path-based call takes: openapi-fetch's call shape, and the options of every call. */
export interface PathInit extends CallOptions {
  params?: { path?: Record<string, unknown>; query?: Record<string, unknown>; header?: Record<string, string> };
  body?: unknown;
}

type PathCalls = (method: HttpMethod, route: string, init?: PathInit) => Promise<Result>;

/**
 * Path-based calls in openapi-fetch's shape, over the core alone: what openapi-fetch would add per call cost more than the
 * core (decision 11). A test sends every operation by both and compares what arrives.
 */
export function openPaths(core: Core): PathCalls {
  return (method, route, init = {}) => {
    const { body, params = {} } = init;
    const known: OperationTraits = routeTraits[`${method} ${route}`] ?? {};
    const traits = body instanceof URLSearchParams ? { ...known, write: form } : known;
    const options = params.header ? { ...init, headers: { ...params.header, ...init.headers } } : init;
    const { path = {}, query = {} } = params;
    return core.send({ method, route, traits, options, path, query, body });
  };
}
