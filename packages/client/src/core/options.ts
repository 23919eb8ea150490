import type { Hooks } from "./hooks/hooks.ts";
import type { Logger, LogLevel } from "./hooks/logger.ts";
import type { World } from "./world.ts";

/** How lists in a query are written: `a,b` as the API documents it, `events[]=a&events[]=b`, or `events=a&events=b`. */
export type ArrayFormat = "comma" | "brackets" | "repeat";

/** What may be said per call; each wins over the same option of the client. */
export interface CallOptions {
  /** Stops the call: a key function, an attempt, the back-off, the reading of the body. It rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Longest time one attempt may take, body included, or a key function, in milliseconds. @default 60_000 */
  timeoutMs?: number | undefined;
  /** Longest time the call may take: a key function, all attempts, the waits between them. In milliseconds. @default none */
  deadlineMs?: number | undefined;
  /** How many times a failed attempt is repeated where that is safe. @default 2 */
  retries?: number | undefined;
  /**
   * Names this write, so that the API applies it once. Created once and kept over retries. With a key, a POST is retried
   * like a GET: pass one only where the API honours it.
   */
  idempotencyKey?: string | undefined;
  /** Further headers; null removes one that the client would send, undefined says nothing. */
  headers?: Record<string, string | null | undefined> | undefined;
  /** A Bearer token of a user, for the operations that take one instead of the API key. */
  accessToken?: string | undefined;
  /** Another key than the client's, for this call. A public client refuses it. */
  apiKey?: string | undefined;
  /** Another base address than the client's, for this call. */
  baseUrl?: string | undefined;
  /** How this call writes lists in its query. @default "comma", as the API documents them */
  arrayFormat?: ArrayFormat | undefined;
}

/** What every client needs to know, with or without a key. */
export interface PublicClientOptions {
  /** The client id of the environment, `client_…`; filled into the requests that carry it. */
  clientId?: string | undefined;
  /** Where the API lives; may have a path, as behind a proxy. @default "https://api.workos.com" */
  baseUrl?: string | undefined;
  /** Sends the requests. @default the platform's fetch */
  fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /** Longest time one attempt may take, body included, or a key function, in milliseconds. @default 60_000 */
  timeoutMs?: number | undefined;
  /** Longest time a call may take: a key function, all attempts, the waits between them. In milliseconds. @default none */
  deadlineMs?: number | undefined;
  /** How many times a failed attempt is repeated where that is safe. @default 2 */
  retries?: number | undefined;
  /** Headers of every request; null removes one that the client would send. */
  headers?: Record<string, string | null | undefined> | undefined;
  /** Names your application in the User-Agent. */
  appInfo?: { name: string; version?: string | undefined; url?: string | undefined } | undefined;
  /** How lists are written in queries. @default "comma", as the API documents them */
  arrayFormat?: ArrayFormat | undefined;
  /** Watch requests, answers, retries and failures. Hooks never see credentials, cookies or bodies. */
  hooks?: Hooks | undefined;
  /**
   * Looks at the data of every success, for instance with a schema library; what it throws, the call throws, and a promise
   * is waited for.
   * @default nothing is checked
   */
  validate?: ((route: { method: string; route: string }, data: unknown) => unknown) | undefined;
  /** Gets one line per answer, retry and failure, without secrets. `console` fits. */
  logger?: Logger | undefined;
  /**
   * The least that the logger gets: `debug` everything, `warn` refusals, retries and failures, `error` failures without an
   * answer, `off` nothing.
   * @default "debug"
   */
  logLevel?: LogLevel | undefined;
  /** Clock, dice and sleep, for tests. @default the platform's */
  world?: Partial<World> | undefined;
}

/** What `createClient` takes. */
export interface ClientOptions extends PublicClientOptions {
  /** The secret key, `sk_…`, or a function that fetches it. The environment is never read. */
  apiKey?: string | (() => string | Promise<string>) | undefined;
  /** Allow a secret key where a browser's globals exist. Everyone who opens the page can read it. @default false */
  dangerouslyAllowBrowser?: boolean | undefined;
}
