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

type PathCalls = (method: HttpMethod) => (route: string, init?: PathInit) => Promise<Result>;

/** What openapi-fetch reads of an answer, and the outcome that it passes on unread. 204: it looks no further. */
interface Spent {
  status: 204;
  headers: Map<string, string>;
  result: Promise<Result>;
}

/** Carries the address that openapi-fetch has written to the core. A `Request` could be sent once, and costs more. */
class Draft {
  declare readonly url: string;
  /** Copied from the options, as all that a `Request` would not have. */
  declare readonly call: Call;

  constructor(url: string) {
    this.url = url;
  }
}

/**
 * Path-based calls over openapi-fetch: it takes calls and writes addresses; headers, bodies, sending, retries, time-outs and
 * the reading of answers are the core's (decision 11). Pinned and replaceable: nothing of it shows in our types.
 */
export function openPaths(core: Core, arrayFormat: ArrayFormat | undefined): PathCalls {
  const { request } = createFetchClient<Record<string, Record<string, object>>>({
    pathSerializer: fillPath,
    Request: Draft as unknown as typeof Request,
    // Not awaited: openapi-fetch would lose a failure that is null, as the reason of an abort may be.
    fetch: ({ url, call }: Draft): Spent => {
      call.url = url;
      return { status: 204, headers: new Map(), result: core.send(call) };
    },
  } as never);

  return (method) =>
    async (route, options = {}) => {
      const { params: { path = {}, query, header } = {}, body } = options;
      const known: OperationTraits = routeTraits[`${method} ${route}`] ?? {};
      const traits = body instanceof URLSearchParams ? { ...known, write: form } : known;
      // Null takes a header away that the core would set, which openapi-fetch could not know.
      const own = header ? { ...options, headers: { ...header, ...options.headers } } : options;
      const init = {
        params: { path: route.includes("{") && path, query },
        baseUrl: baseFor(core.baseUrl, options, traits),
        querySerializer: (query: Record<string, unknown>) => serializeQuery(query, options.arrayFormat ?? arrayFormat),
        call: { method, route, traits, options: own, body },
      };
      // Behind a slash, whatever it is: `.evil.test` would make another host of the base address.
      const place = route[0] === "/" ? route : `/${route}`;
      const answer = await request(method as never, place as never, init as never);
      return await (answer.response as unknown as Spent).result;
    };
}
