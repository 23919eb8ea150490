import { ConnectionError, TimeoutError } from "./errors.ts";
import type { Exchange, Middleware, Result } from "./exchange.ts";
import type { Hooks } from "./hooks.ts";
import { viewOf } from "./observe.ts";
import { parseRetryAfterMs } from "./retry-after.ts";
import type { World } from "./world.ts";

const maxWaitMs = 60_000;
const transient = /^(408|429|5(00|02|03|04))$/;
// The connection was never made, so the API cannot have acted.
const unreached =
  /^(ECONNREFUSED|ConnectionRefused|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT)$/;

type Outcome = Result | { failure: unknown };

export interface RetryOptions {
  retries: number | undefined;
  timeoutMs: number | undefined;
  deadlineMs: number | undefined;
  hooks: Hooks | undefined;
  world: World;
}

/**
 * Sends again what may be sent again: what is idempotent by its method or by its key after any transient failure, and
 * everything else only when the API turned it away (429) or was never reached. Waits as `Retry-After` says, up to a
 * minute, else with full jitter, and never past the deadline.
 */
export function retry({ retries = 2, timeoutMs = 60_000, deadlineMs, hooks, world }: RetryOptions): Middleware {
  return (next) => async (exchange) => {
    const { options } = exchange;
    const limit = options.retries ?? retries;
    const allowedMs = options.deadlineMs ?? deadlineMs ?? Number.POSITIVE_INFINITY;
    const endsAt = world.now() + allowedMs;

    for (;;) {
      const attemptMs = Math.min(options.timeoutMs ?? timeoutMs, endsAt - world.now());
      // Each attempt has its own headers: what a hook adds to one does not pile up.
      const attempt = {
        ...exchange,
        headers: new Headers(exchange.headers),
        options: { ...options, timeoutMs: attemptMs },
      };
      const outcome: Outcome = await next(attempt).catch((failure: unknown) => ({ failure }));
      const reason = reasonToRetry(exchange, outcome);
      if (reason === undefined || exchange.attempt >= limit) return settle(outcome);

      const asked =
        "response" in outcome ? parseRetryAfterMs(outcome.response.headers.get("retry-after"), world.now()) : undefined;
      const delayMs = Math.min(asked ?? world.random() * Math.min(8000, 500 * 2 ** exchange.attempt), maxWaitMs);
      if (world.now() + delayMs >= endsAt) {
        if ("failure" in outcome) throw new TimeoutError(exchange, allowedMs);
        return outcome;
      }
      hooks?.onRetry?.({ ...viewOf(exchange), delayMs, reason });
      await world.sleep(delayMs, options.signal);
      exchange.attempt++;
    }
  };
}

function settle(outcome: Outcome): Result {
  if ("failure" in outcome) throw outcome.failure;
  return outcome;
}

function reasonToRetry(exchange: Exchange, outcome: Outcome): string | undefined {
  const { method, traits, headers } = exchange;
  const isRepeatable = /^(GET|PUT|DELETE)$/.test(method) || headers.has("idempotency-key");
  const mayRepeat = isRepeatable && !traits.once;
  if (!("failure" in outcome)) {
    const { status } = outcome.response;
    return status === 429 || (mayRepeat && transient.test(String(status))) ? String(status) : undefined;
  }
  const { failure } = outcome;
  if (failure instanceof ConnectionError) {
    return mayRepeat || unreached.test(failure.code ?? "") ? (failure.code ?? "connection") : undefined;
  }
  return failure instanceof TimeoutError && mayRepeat ? "timeout" : undefined;
}
