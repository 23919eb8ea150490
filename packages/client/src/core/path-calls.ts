import createFetchClient from "openapi-fetch";
import { routeTraits } from "../generated/traits.ts";
import type { Call, Core } from "./core.ts";
import type { HttpMethod, OperationTraits, Result } from "./exchange.ts";
import { baseFor } from "./middleware/address.ts";
import type { ArrayFormat, CallOptions } from "./options.ts";
import { form } from "./wire/form.ts";
import { fillPath } from "./wire/path.ts";
import { serializeQuery } from "./wire/query.ts";

/** What a path-based call takes: openapi-fetch's call shape, and the options of every call. */
export interface PathInit extends CallOptions {
  params?: { path?: Record<string, unknown>; query?: Record<string, unknown>; header?: Record<string, string> };
  body?: unknown;
}

type PathCalls = (method: HttpMethod, route: string, init?: PathInit) => Promise<Result>;

/** What openapi-fetch reads of an answer, and the outcome that it passes on unread. */
interface Spent {
  status: number;
  ok: boolean;
  headers: { get(name: string): null };
  result: Result;
}

/** Carries what openapi-fetch has written to the core, which may send it more than once. A `Request` could be sent once. */
class Draft {
  readonly url: string;
  readonly init: { body: unknown; call: Call };

  constructor(url: string, init: Draft["init"]) {
    this.url = url;
    this.init = init;
  }
}

/**
 * Path-based calls over openapi-fetch: it takes calls and writes addresses; headers, sending, retries, time-outs and the
 * reading of answers are the core's (decision 11). Pinned and replaceable: nothing of it shows in our types.
 */
export function openPaths(core: Core, arrayFormat: ArrayFormat | undefined): PathCalls {
  const { request } = createFetchClient<Record<string, Record<string, object>>>({
    pathSerializer: fillPath,
    bodySerializer: (body) => body,
    Request: Draft as unknown as typeof Request,
    fetch: (async ({ url, init: { call, body } }: Draft): Promise<Spent> => {
      // 204: openapi-fetch looks no further, and the outcome is whole.
      return { status: 204, ok: true, headers: { get: () => null }, result: await core.send({ ...call, url, body }) };
    }) as unknown as (request: Request) => Promise<Response>,
  });

  return async (method, route, { params = {}, body, ...given } = {}) => {
    const known: OperationTraits = routeTraits[`${method} ${route}`] ?? {};
    const traits = body instanceof URLSearchParams ? { ...known, write: form } : known;
    // Null takes a header away that the core would set, which openapi-fetch could not know.
    const options = params.header ? { ...given, headers: { ...params.header, ...given.headers } } : given;
    const { path = {}, query } = params;
    const init = {
      params: { path, query },
      body,
      baseUrl: baseFor(core.baseUrl, options, traits),
      call: { method, route, traits, options },
      querySerializer: (each: object) => serializeQuery({ ...each }, options.arrayFormat ?? arrayFormat),
    };
    const { response } = await request(method.toLowerCase() as never, route as never, init as never);
    return (response as unknown as Spent).result;
  };
}
