import { type Place, TimeoutError } from "./errors/errors.ts";
import type { Exchange } from "./exchange.ts";
import { abortable, type World } from "./world.ts";

/** Does a part of a call within its time-out, its deadline and the caller's signal, whichever ends first. */
export function within<Value>(
  exchange: Exchange,
  world: World,
  work: (signal: AbortSignal, place: Place) => Promise<Value>,
): Promise<Value> {
  const { method, route, endsAt, options, timeoutMs: most } = exchange;
  const place: Place = { method, route };
  // The platform's timers wrap around a little above the last.
  const timeoutMs = Math.min(most, endsAt - world.now(), 2e9);
  // Nothing is begun that has no time, or one that is no number.
  if (!(timeoutMs > 0)) throw new TimeoutError(place, timeoutMs);
  const controller = new AbortController();
  return abortable(options.signal, (resolve, reject) => {
    const timer = setTimeout(() => reject(new TimeoutError(place, timeoutMs)), timeoutMs);
    work(controller.signal, place).then(resolve, reject);
    return (hasFailed) => {
      clearTimeout(timer);
      if (hasFailed) controller.abort();
    };
  });
}
