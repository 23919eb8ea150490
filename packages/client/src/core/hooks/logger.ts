import type { CallView, Hooks } from "./hooks.ts";

/** Where log lines go. `console` is one. */
export interface Logger {
  debug(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}

/** Hooks that write one line per answer, retry and failure: methods, path templates, statuses, ids and times. */
export function logTo(logger: Logger): Hooks {
  const name = ({ method, route, attempt }: CallView) =>
    `${method} ${route}${attempt > 0 ? ` (attempt ${attempt + 1})` : ""}`;
  return {
    onResponse: (view) => {
      const line = `${name(view)} answered ${view.status} in ${view.durationMs} ms${view.requestId ? ` [${view.requestId}]` : ""}`;
      if (view.status < 400) logger.debug(line);
      else logger.warn(line);
    },
    onRetry: (view) => logger.warn(`${name(view)} is retried in ${Math.round(view.delayMs)} ms (${view.reason})`),
    onDeprecated: (view) => {
      logger.warn(`${view.method} ${view.route} is going to be removed${view.sunset ? ` on ${view.sunset}` : ""}`);
    },
    onError: (view) => logger.error(`${name(view)} failed after ${view.durationMs} ms: ${kindOf(view.error)}`),
  };
}

/** Both sets of hooks as one, the first one first. */
export function mergeHooks(first: Hooks, second: Hooks): Hooks {
  return {
    onRequest: (view) => {
      first.onRequest?.(view);
      second.onRequest?.(view);
    },
    onResponse: (view) => {
      first.onResponse?.(view);
      second.onResponse?.(view);
    },
    onRetry: (view) => {
      first.onRetry?.(view);
      second.onRetry?.(view);
    },
    onError: (view) => {
      first.onError?.(view);
      second.onError?.(view);
    },
    onDeprecated: (view) => {
      first.onDeprecated?.(view);
      second.onDeprecated?.(view);
    },
  };
}

// The reason of an abort may be anything, also something that must not be logged.
function kindOf(error: unknown): string {
  return error instanceof Error ? error.name : "aborted";
}
