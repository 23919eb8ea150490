import { type Core, createCore, createPublicCore, type PublicCore, type PublicCoreOptions } from "./core/core.ts";
import type { Result } from "./core/exchange.ts";
import { logTo } from "./core/hooks/logger.ts";
import { observe, tellAll, viewOf } from "./core/hooks/observe.ts";
import type { ClientOptions, PublicClientOptions } from "./core/options.ts";
import { openPaths, type PathInit } from "./core/path-calls.ts";
import { userAgentOf } from "./core/wire/user-agent.ts";
import { platform } from "./core/world.ts";
import type { DeleteRoutes, GetRoutes, PatchRoutes, PostRoutes, PutRoutes } from "./generated/routes.ts";

/** A client: pass it to the generated functions, or call paths with it. */
export interface Client extends Core {
  /** Reads. Gives `{ ok, data, error, response }`; never throws on a status. */
  GET<Path extends GetPath>(
    path: Path,
    ...args: Args<GetRoutes, GetPath, Path>
  ): Answer<GetRoutes[Path]["data"], GetRoutes[Path]["error"]>;
  /** Creates, or does. Gives `{ ok, data, error, response }`; never throws on a status. */
  POST<Path extends PostPath>(
    path: Path,
    ...args: Args<PostRoutes, PostPath, Path>
  ): Answer<PostRoutes[Path]["data"], PostRoutes[Path]["error"]>;
  /** Replaces or updates. Gives `{ ok, data, error, response }`; never throws on a status. */
  PUT<Path extends PutPath>(
    path: Path,
    ...args: Args<PutRoutes, PutPath, Path>
  ): Answer<PutRoutes[Path]["data"], PutRoutes[Path]["error"]>;
  /** Updates. Gives `{ ok, data, error, response }`; never throws on a status. */
  PATCH<Path extends PatchPath>(
    path: Path,
    ...args: Args<PatchRoutes, PatchPath, Path>
  ): Answer<PatchRoutes[Path]["data"], PatchRoutes[Path]["error"]>;
  /** Deletes. Gives `{ ok, data, error, response }`; never throws on a status. */
  DELETE<Path extends DeletePath>(
    path: Path,
    ...args: Args<DeleteRoutes, DeletePath, Path>
  ): Answer<DeleteRoutes[Path]["data"], DeleteRoutes[Path]["error"]>;
}

// Names, so that the compiler makes each of these unions once: a call would make its own twice over.
type GetPath = keyof GetRoutes;
type PostPath = keyof PostRoutes;
type PutPath = keyof PutRoutes;
type PatchPath = keyof PatchRoutes;
type DeletePath = keyof DeleteRoutes;

// Written so that the compiler does not try every route before the path is known (6,000 instantiations), nor merges the
// arguments of all while the path is being typed (120 ms in the editor): until then, any route's arguments do.
type Args<Routes, Paths, Path extends keyof Routes> = [Paths] extends [Path]
  ? [init?: PathInit]
  : Routes[Path] extends { args: infer Taken extends unknown[] }
    ? Taken
    : never;
type Answer<Data, Code extends string> = Promise<Result<Data, Code>>;

/**
 * Makes a client for the API. Nothing is read from the environment, and nothing is sent before the first call.
 *
 * @throws ConfigurationError in a browser, for a key that cannot be one, and for a `baseUrl` that is no address.
 * @example
 * const workos = createClient({ apiKey: process.env.WORKOS_API_KEY, clientId: process.env.WORKOS_CLIENT_ID });
 * const result = await workos.GET("/organizations/{id}", { params: { path: { id } } });
 */
export function createClient(options: ClientOptions = {}): Client {
  const core = createCore(withHooks(options));
  const call = openPaths(core, options.arrayFormat);
  const client = {
    ...core,
    GET: call("GET"),
    POST: call("POST"),
    PUT: call("PUT"),
    PATCH: call("PATCH"),
    DELETE: call("DELETE"),
  };
  // The one cast: the flat route interfaces say what `openPaths` does at run time; a test calls every route by them.
  return client as unknown as Client;
}

/**
 * Makes a client without a key, for browsers, desktop apps and CLIs. It takes none and reads none, so it cannot send
 * one; the operations that need a key do not accept it.
 */
export function createPublicClient(options: PublicClientOptions & { clientId: string }): PublicCore {
  return createPublicCore(withHooks(options));
}

/** Turns what only `createClient` offers into what a core understands. */
function withHooks<Options extends PublicClientOptions>(options: Options): Options & PublicCoreOptions {
  const { hooks, logger, logLevel, validate, appInfo } = options;
  const own = { ...options, userAgent: appInfo && userAgentOf(appInfo) };
  if (!(hooks ?? logger ?? validate)) return own;
  const world = { ...platform, ...options.world };
  const tell = tellAll([hooks, logger && logTo(logger, logLevel)], world);
  const watch = observe(tell, world);
  return {
    ...own,
    middleware: (next) =>
      watch(async (exchange) => {
        const result = await next(exchange);
        if (result.ok) await validate?.(viewOf(exchange), result.data);
        return result;
      }),
    onRetry: (exchange, delayMs, reason) => tell(exchange, "onRetry", { delayMs, reason }),
  };
}
