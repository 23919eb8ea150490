import type { Mock } from "../mock.ts";

/**
 * Lets virtual timers happen while real time passes: looks every second. Finer would cost more than a mock's retries
 * are worth. Returns the function that stops it.
 */
export function pumpTimers(mock: Mock): () => void {
  const interval = setInterval(() => {
    for (const environment of mock.all) void environment.clock.advance(0);
  }, 1000);
  interval.unref();
  return () => clearInterval(interval);
}
