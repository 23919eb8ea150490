import type { Mock } from "../mock.ts";

// Taken when the module loads: a test that fakes the timers would stop this, and running all of them would never end.
const { setInterval: realSetInterval, clearInterval: realClearInterval } = globalThis;

/**
 * Lets virtual timers happen while real time passes: looks every second. Finer would cost more than a mock's retries
 * are worth. Returns the function that stops it.
 */
export function pumpTimers(mock: Mock): () => void {
  const interval = realSetInterval(() => {
    for (const environment of mock.all) void environment.clock.advance(0);
  }, 1000);
  interval.unref();
  return () => realClearInterval(interval);
}
