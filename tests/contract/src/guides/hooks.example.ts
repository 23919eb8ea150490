// #region hooks
import { createClient, type Hooks, optionsFromEnv } from "@workos-kit/client";

export const seen: string[] = [];

const hooks: Hooks = {
  onRequest: ({ headers }) => headers.set("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
  onResponse: ({ route, status, durationMs, requestId }) => seen.push(`${route} ${status} ${durationMs} ${requestId}`),
  onRetry: ({ route, delayMs, reason }) => seen.push(`${route} again in ${delayMs} ms: ${reason}`),
  onDeprecated: ({ route, sunset }) => seen.push(`${route} ends ${sunset}`),
};

export const watched = createClient({ ...optionsFromEnv(process.env), hooks });
// #endregion

// #region logger
export const lines: string[] = [];
const write = (line: string) => void lines.push(line);

export const logging = createClient({
  ...optionsFromEnv(process.env),
  logger: { debug: write, warn: write, error: write },
  logLevel: "warn",
});
// #endregion

// #region validate
export const checked = createClient({
  ...optionsFromEnv(process.env),
  validate({ route }, data) {
    if (typeof data !== "object") throw new TypeError(`${route} answered no object.`);
  },
});
// #endregion
