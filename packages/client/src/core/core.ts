import { version } from "../generated/version.ts";
import type { Exchange, Middleware, Result, Send } from "./exchange.ts";
import { address, checkBaseUrl, defaultBaseUrl } from "./middleware/address.ts";
import { checkKey, credentials } from "./middleware/credentials.ts";
import { envelope } from "./middleware/envelope.ts";
import { type RetryOptions, retry } from "./middleware/retry.ts";
import { transport } from "./middleware/transport.ts";
import type { ClientOptions, PublicClientOptions } from "./options.ts";
import { refuseBrowser, refuseKey } from "./wire/refuse-key.ts";
import { platform } from "./world.ts";

/** One call, as the generated functions describe it. */
export type Call = Pick<Exchange, "method" | "route"> &
  Partial<Pick<Exchange, "traits" | "options" | "path" | "query" | "body" | "url">>;

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

type Beneath = "hooks" | "logger" | "logLevel" | "appInfo" | "validate";

/** The options of `createClient`, without what only that adds, and with what it adds it by. */
export interface PublicCoreOptions
  extends Omit<PublicClientOptions, Beneath>,
    Pick<RetryOptions, "middleware" | "onRetry"> {
  /** @default "workos-kit/<version>" */
  userAgent?: string | undefined;
}

/** What `createCore` takes. */
export interface CoreOptions extends PublicCoreOptions, Pick<ClientOptions, "apiKey" | "dangerouslyAllowBrowser"> {}

/** Makes a core with a key. Use it instead of `createClient` where every kilobyte counts. */
export function createCore(options: CoreOptions): Core {
  const { apiKey } = options;
  const admitKey = options.dangerouslyAllowBrowser ? () => {} : refuseBrowser;
  if (typeof apiKey === "string") checkKey(apiKey);
  if (apiKey) admitKey();
  return { ...assemble(options, admitKey, apiKey), isConfidential: true };
}

/** Makes a core that cannot send a key: it takes none and reads none, also not from the environment. */
export function createPublicCore(options: PublicCoreOptions): PublicCore {
  return assemble(options, refuseKey);
}

function assemble(options: PublicCoreOptions, admitKey: () => void, apiKey?: ClientOptions["apiKey"]): PublicCore {
  const { clientId, middleware, userAgent = `workos-kit/${version}`, headers, arrayFormat } = options;
  const baseUrl = checkBaseUrl(options.baseUrl ?? defaultBaseUrl);
  const world = { ...platform, ...options.world };

  // The order of everything that happens to a call. What stands above `retry` happens once, below it per attempt.
  const order: Middleware[] = [
    credentials({ apiKey, clientId }, admitKey, world),
    address(baseUrl, arrayFormat),
    envelope(userAgent, headers),
    retry(options, world),
  ];
  // Looked up per call, so that a fetch replaced later (as tests do) is the one that runs.
  const attempt = transport(options.fetch ?? ((url, init) => fetch(url, init)), world);
  const send = order.reduceRight<Send>((next, each) => each(next), middleware ? middleware(attempt) : attempt);

  return {
    baseUrl,
    clientId,
    // Property by property: a spread takes longer than all that happens to the call before fetch. Not async, since
    // `credentials` is: what is wrong with a call rejects all the same.
    send: ({ options: own = {}, method, route, traits = {}, path = {}, query = {}, body, url = "" }) =>
      send({
        options: own,
        method,
        route,
        traits,
        path,
        query,
        body,
        url,
        headers: {},
        attempt: 0,
        timeoutMs: own.timeoutMs ?? options.timeoutMs ?? 60_000,
        // In 285,000 years, unless somebody says so.
        endsAt: world.now() + (own.deadlineMs ?? options.deadlineMs ?? 9e15),
      }),
  };
}
