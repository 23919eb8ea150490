import { version } from "../generated/version.ts";
import { address, checkBaseUrl, defaultBaseUrl } from "./address.ts";
import { refuseBrowser } from "./browser.ts";
import { checkKey, credentials } from "./credentials.ts";
import { envelope } from "./envelope.ts";
import type { Exchange, HttpMethod, Middleware, OperationTraits, Result, Send } from "./exchange.ts";
import { observe } from "./observe.ts";
import type { CallOptions, ClientOptions, PublicClientOptions } from "./options.ts";
import { retry } from "./retry.ts";
import { transport } from "./transport.ts";
import { platform } from "./world.ts";

/** One call, as the generated functions describe it. */
export interface Call {
  method: HttpMethod;
  route: string;
  traits?: OperationTraits | undefined;
  path?: Readonly<Record<string, unknown>> | undefined;
  query?: Readonly<Record<string, unknown>> | undefined;
  body?: unknown;
  options?: CallOptions | undefined;
  headers?: Headers | undefined;
  /** The whole address, where it is written already. */
  url?: string | undefined;
}

/** A client without a key: what it sends carries no secret, so it may run in a browser, a desktop app or a CLI. */
export interface PublicCore {
  readonly baseUrl: string;
  readonly clientId: string | undefined;
  /** Sends one call. Answers of the API, good or bad, are results; everything else is thrown. */
  send(call: Call): Promise<Result>;
}

/** What the generated functions need: everything but the path-based calls of `createClient`. */
export interface Core extends PublicCore {
  readonly isConfidential: true;
}

/** Makes a core with a key. Use it instead of `createClient` where every kilobyte counts. */
export function createCore(options: ClientOptions): Core {
  const { apiKey, dangerouslyAllowBrowser } = options;
  if (typeof apiKey === "string") checkKey(apiKey);
  if (apiKey !== undefined && !dangerouslyAllowBrowser) refuseBrowser();
  return { ...assemble(options, apiKey), isConfidential: true };
}

/** Makes a core that cannot send a key: it takes none and reads none, also not from the environment. */
export function createPublicCore(options: PublicClientOptions): PublicCore {
  return assemble(options, undefined);
}

function assemble(options: PublicClientOptions, apiKey: ClientOptions["apiKey"]): PublicCore {
  const { clientId, hooks, appInfo, headers, arrayFormat, retries, timeoutMs, deadlineMs } = options;
  const baseUrl = checkBaseUrl(options.baseUrl ?? defaultBaseUrl);
  const world = { ...platform, ...options.world };
  // Looked up per call, so that a fetch replaced later (as tests do) is the one that runs.
  const fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));

  // The order of everything that happens to a call. What stands above `retry` happens once, below it per attempt.
  const order: Middleware[] = [
    address(baseUrl, arrayFormat),
    credentials({ apiKey, clientId }),
    envelope(userAgent(appInfo), headers),
    retry({ retries, timeoutMs, deadlineMs, hooks, world }),
    ...(hooks === undefined ? [] : [observe(hooks, world)]),
  ];
  const send = order.reduceRight<Send>((next, middleware) => middleware(next), transport({ fetch, timeoutMs, world }));

  return { baseUrl, clientId, send: async (call) => send(exchangeOf(call)) };
}

function exchangeOf(call: Call): Exchange {
  const {
    method,
    route,
    traits = {},
    path = {},
    query = {},
    body,
    options = {},
    headers = new Headers(),
    url = "",
  } = call;
  return { method, route, traits, path, query, body, options, headers, url, attempt: 0 };
}

function userAgent(app: PublicClientOptions["appInfo"]): string {
  const token = [app?.name, app?.version].filter(Boolean).join("/");
  const extra = app === undefined ? "" : ` ${token}${app.url ? ` (${app.url})` : ""}`;
  return `workos-kit/${version}${extra.replace(/[^\x20-\x7e]/g, "")}`;
}
