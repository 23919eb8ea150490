import createFetchClient from "openapi-fetch";
import { routeTraits } from "../generated/traits.ts";
import type { Call, Core } from "./core.ts";
import type { HttpMethod, Result } from "./exchange.ts";
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
  readonly init: { headers: Headers; body: unknown; call: Call };

  constructor(url: string, init: Draft["init"]) {
    this.url = url;
    this.init = init;
  }
}

/**
 * Path-based calls over openapi-fetch: it merges parameters, headers and address; sending, retries, time-outs and the
 * reading of answers are the core's. Pinned and replaceable: nothing of it shows in our types.
 */
export function openPaths(core: Core, arrayFormat: ArrayFormat | undefined): PathCalls {
  const { request } = createFetchClient<Record<string, Record<string, object>>>({
    pathSerializer: fillPath,
    bodySerializer: (body) => body,
    Request: Draft as unknown as typeof Request,
    fetch: (async ({ url, init }: Draft): Promise<Spent> => {
      const result = await core.send({ ...init.call, url, headers: Object.fromEntries(init.headers), body: init.body });
      // 204: openapi-fetch looks no further, and the outcome is whole.
      return { status: 204, ok: true, headers: { get: () => null }, result };
    }) as unknown as (request: Request) => Promise<Response>,
  });

  return async (method, route, { params, body, ...options } = {}) => {
    const known = routeTraits[`${method} ${route}`] ?? {};
    const traits = body instanceof URLSearchParams ? { ...known, write: form } : known;
    const call: Call = { method, route, traits, options };
    const init = {
      params: { ...params, path: params?.path ?? {} },
      body,
      headers: options.headers,
      baseUrl: baseFor(core.baseUrl, options, traits),
      querySerializer: (query: object) => serializeQuery({ ...query }, options.arrayFormat ?? arrayFormat),
      call,
    };
    const { response } = await request(method.toLowerCase() as never, route as never, init as never);
    return (response as unknown as Spent).result;
  };
}
