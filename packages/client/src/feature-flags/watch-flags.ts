import type { Core } from "../core/core.ts";
import { ConfigurationError } from "../core/errors/errors.ts";
import { isApiError } from "../core/errors/is-api-error.ts";
import { platform, type World } from "../core/world.ts";
import { changedFlags, type EvaluableFlag, evaluateFlag, type FlagContext, type FlagSet, flagOf } from "./evaluate.ts";
import { delayAfter, quietSleep, unlessAborted } from "./pace.ts";

/** How often flags are fetched, and what they start from. */
export interface WatchFlagsOptions {
  /** Time between two looks, in milliseconds; at least 5000. A tenth of it is left to chance. @default 30_000 */
  intervalMs?: number;
  /** Flags to start with, from an earlier `flags.all()`, so that nothing has to wait. @default none */
  bootstrap?: FlagSet;
  /** Longest time one look may take, in milliseconds. @default 10_000 */
  timeoutMs?: number;
  /** Called when a look fails, and with what a listener throws. The flags known so far stay in use. */
  onError?: (error: unknown) => void;
  /** Sleep and dice, for tests. @default the platform's */
  world?: Partial<World>;
}

/** A flag was switched, targeted, added or removed. */
export interface FlagChange {
  slug: string;
  before: EvaluableFlag | undefined;
  after: EvaluableFlag | undefined;
}

/** The flags of an environment, kept up to date. Evaluating asks nobody and never throws. */
export interface Flags {
  /** Whether a flag is on. An unknown flag is `fallback`. @default fallback: false */
  isEnabled(slug: string, context?: FlagContext, fallback?: boolean): boolean;
  /** Whether each flag is on. */
  evaluateAll(context?: FlagContext): Record<string, boolean>;
  /** All flags, for `bootstrap`. */
  all(): FlagSet;
  /** Resolves once there are flags to evaluate; rejects when there is no key or it is refused, on `close`, or with the signal's reason. */
  ready(signal?: AbortSignal): Promise<void>;
  /** Calls back on every change after the first flags; gives a function that stops it. */
  onChange(listener: (change: FlagChange) => void): () => void;
  /** Milliseconds since 1970 of the last look that succeeded. */
  readonly updatedAt: number | undefined;
  /** Stops looking. Evaluation goes on with what is known. */
  close(): void;
}

/**
 * Polls the flags of an environment and evaluates them in memory. Keeps a process alive only until it has the first flags.
 *
 * @example
 * const flags = watchFlags(workos);
 * await flags.ready();
 * if (flags.isEnabled("new-editor", { user: user.id, organization: claims.org_id })) …
 */
export function watchFlags(client: Core, options: WatchFlagsOptions = {}): Flags {
  const { intervalMs = 30_000, bootstrap, timeoutMs = 10_000, onError } = options;
  const { now, random, sleep } = { ...platform, ...options.world };
  const listeners = new Set<{ tell: (change: FlagChange) => unknown }>();
  const closing = new AbortController();
  let flags: FlagSet = bootstrap ?? {};
  let updatedAt: number | undefined;
  let settleReady: { resolve(): void; reject(reason: unknown): void } = { resolve: () => {}, reject: () => {} };
  const ready = new Promise<void>((resolve, reject) => {
    settleReady = { resolve, reject };
  });
  // Nobody has to wait for it.
  ready.catch(() => {});
  if (bootstrap !== undefined) settleReady.resolve();

  // Who hears of errors has nobody to tell of her own; the polling must not end for it.
  const report = (error: unknown) =>
    guarded(
      () => onError?.(error),
      () => {},
    );

  const look = async () => {
    const callOptions = { signal: closing.signal, timeoutMs, retries: 0 };
    const result = await client.send({ method: "GET", route: "/sdk/feature-flags", options: callOptions });
    if (!result.ok) throw result.error;
    if (!isFlagSet(result.data)) throw new TypeError("GET /sdk/feature-flags did not answer with flags by slug.");
    if (closing.signal.aborted) return;
    const before = flags;
    flags = result.data;
    const isFirst = updatedAt === undefined && bootstrap === undefined;
    updatedAt = now();
    settleReady.resolve();
    if (isFirst) return;
    const changes = changedFlags(before, flags).map((slug) => {
      return { slug, before: flagOf(before, slug), after: flagOf(flags, slug) };
    });
    for (const change of changes) {
      for (const listener of [...listeners]) {
        if (closing.signal.aborted) return;
        if (listeners.has(listener)) guarded(() => listener.tell(change), report);
      }
    }
  };

  const run = async () => {
    for (let failures = 0; !closing.signal.aborted; ) {
      try {
        await look();
        failures = 0;
      } catch (error) {
        if (closing.signal.aborted) return;
        failures++;
        report(error);
        if (isRefused(error)) return settleReady.reject(error);
      }
      const hasFlags = (updatedAt ?? bootstrap) !== undefined;
      const delayMs = delayAfter(failures, intervalMs, hasFlags, random());
      // Until there are flags somebody may be waiting for them; after that a process may end in between.
      const isQuiet = options.world?.sleep === undefined && hasFlags;
      await (isQuiet ? quietSleep : sleep)(delayMs, closing.signal).catch(() => {});
    }
  };
  void run();

  const close = () => {
    const reason = new Error("The flags were closed.");
    closing.abort(reason);
    settleReady.reject(reason);
  };
  return {
    isEnabled: (slug, context = {}, fallback = false) => evaluateFlag(flagOf(flags, slug), context, fallback),
    evaluateAll: (context = {}) =>
      Object.fromEntries(Object.entries(flags).map(([slug, flag]) => [slug, evaluateFlag(flag, context, false)])),
    all: () => flags,
    ready: (signal) => (signal === undefined ? ready : unlessAborted(ready, signal)),
    onChange(tell) {
      const listener = { tell };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    get updatedAt() {
      return updatedAt;
    },
    close,
  };
}

/** A key that is refused, or none to ask with: no later look would fare better. */
function isRefused(error: unknown): boolean {
  return ConfigurationError.isInstance(error) || (isApiError(error) && error.status === 401);
}

/** Calls what is not ours: it may throw, or give a promise that fails, and neither may stop what goes on here. */
function guarded(call: () => unknown, onFailure: (error: unknown) => void): void {
  try {
    Promise.resolve(call()).catch(onFailure);
  } catch (error) {
    onFailure(error);
  }
}

function isFlagSet(data: unknown): data is FlagSet {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}
