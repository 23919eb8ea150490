import type { ClientOptions } from "./options.ts";

/**
 * Reads the variables that every WorkOS SDK reads: `WORKOS_API_KEY`, `WORKOS_CLIENT_ID`, `WORKOS_BASE_URL` and
 * `WORKOS_REQUEST_TIMEOUT` (seconds). Only what is passed in is read; nothing else here looks at the environment.
 *
 * @example
 * const workos = createClient(optionsFromEnv(process.env));
 */
export function optionsFromEnv(env: Readonly<Record<string, string | undefined>>): ClientOptions {
  const seconds = Number(env.WORKOS_REQUEST_TIMEOUT);
  return {
    apiKey: env.WORKOS_API_KEY || undefined,
    clientId: env.WORKOS_CLIENT_ID || undefined,
    baseUrl: env.WORKOS_BASE_URL || undefined,
    timeoutMs: seconds > 0 ? seconds * 1000 : undefined,
  };
}
