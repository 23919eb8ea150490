import type { CallView, Hooks } from "./hooks.ts";

/** Where log lines go. `console` is one. */
export interface Logger {
  debug(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}

const ranks = { debug: 0, warn: 1, error: 2, off: 3 };

/** The least that is logged: everything, no mere successes, only calls that got no answer, or nothing. */
export type LogLevel = keyof typeof ranks;

/** Hooks that write one line per answer, retry and failure: methods, path templates, statuses, ids and times. */
export function logTo(logger: Logger, least: LogLevel = "debug"): Hooks {
  const name = ({ method, route, attempt }: CallView) =>
    `${method} ${route}${attempt ? ` (attempt ${attempt + 1})` : ""}`;
  const write = (level: keyof Logger, line: string) => {
    // A log that is full or closed fails no call, whether it throws or rejects.
    if (!(ranks[level] < ranks[least])) (async () => logger[level](line))().catch(() => {});
  };
  return {
    onResponse: (view) => {
      const line = `${name(view)} answered ${view.status} in ${view.durationMs} ms${view.requestId ? ` [${view.requestId}]` : ""}`;
      write(view.status < 400 ? "debug" : "warn", line);
    },
    onRetry: (view) => write("warn", `${name(view)} is retried in ${Math.round(view.delayMs)} ms (${view.reason})`),
    onDeprecated: ({ method, route, sunset }) =>
      write("warn", `${method} ${route} will be removed${sunset ? ` on ${sunset}` : ""}`),
    onError: (view) => {
      // The reason of an abort may be anything, also something that must not be logged.
      const kind = view.error instanceof Error ? view.error.name : "aborted";
      write("error", `${name(view)} failed after ${view.durationMs} ms: ${kind}`);
    },
  };
}
