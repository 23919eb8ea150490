import { ConnectionError, ParseError, TimeoutError } from "../errors/errors.ts";
import type { Exchange, Middleware, Result } from "../exchange.ts";
import type { World } from "../world.ts";

export interface RetryOptions {
  retries?: number | undefined;
  /** Runs around each attempt. */
  middleware?: Middleware | undefined;
  onRetry?: ((exchange: Exchange, delayMs: number, reason: string) => unknown) | undefined;
}

/**
 * Sends again what may be sent again: what is idempotent by its method or by its key after any transient failure, and
 * everything else only when the API turned it away (429) or was never reached. Waits as `Retry-After` says, up to a
 * minute, else with full jitter, and never past the deadline.
 */
export function retry({ retries = 2, onRetry, middleware }: RetryOptions, world: World): Middleware {
  return (next) => async (exchange) => {
    const { options, method, headers, traits, endsAt } = exchange;
    for (; ; exchange.attempt++) {
      let result: Result | undefined;
      let failure: unknown;
      try {
        // Each attempt has its own headers: what a hook adds to one does not pile up.
        result = await next(middleware ? { ...exchange, headers: { ...headers } } : exchange);
        if (result.ok) return result;
      } catch (error) {
        failure = error;
      }
      // POST and PATCH are not idempotent by themselves.
      const mayRepeat = !traits.once && (!/^p[oa]/i.test(method) || "idempotency-key" in headers);
      const reason = String(result?.response.status ?? nameOf(failure));
      const seconds = result?.error?.retryAfterSeconds ?? world.random() * Math.min(8, 2 ** exchange.attempt / 2);
      const delayMs = 1000 * Math.min(seconds, 60);
      // Said the other way around, a number that is none would mean for ever.
      const isOn = exchange.attempt < (options.retries ?? retries) && world.now() + delayMs < endsAt;
      const isPassing = mayRepeat
        ? // Everything that may be over in a moment; words are the codes of broken connections.
          /^(4(08|29)|50[0234])$|[a-z]/i
        : // Turned away, or never reached: the API cannot have acted. A host may also become unreachable within an answer.
          /^429$|refused|notfound|again|connect_timeout/i;
      if (!isOn || !isPassing.test(reason)) {
        if (result) return result;
        throw failure;
      }
      options.signal?.throwIfAborted();
      await onRetry?.(exchange, delayMs, reason);
      await world.sleep(delayMs, options.signal);
    }
  };
}

function nameOf(failure: unknown): string {
  if (failure instanceof ConnectionError) return failure.code ?? "connection";
  // Half a document, or the page of a proxy: the next answer may be whole.
  if (failure instanceof ParseError) return "unreadable";
  return failure instanceof TimeoutError ? "timeout" : "";
}
