// The platform's timers run out at once above this.
const longestTimer = 2 ** 31 - 1;

/** Time until the next look. Who has no flags yet does not wait for a whole turn, only longer each time. */
export function delayAfter(failures: number, intervalMs: number, hasFlags: boolean, chance: number): number {
  // What is no number must not become no time at all.
  const turnMs = Math.max(5000, intervalMs || 0);
  const backOffMs = Math.min(60_000, 1000 * 2 ** (failures - 1));
  const delayMs = hasFlags ? Math.max(turnMs, backOffMs) : Math.min(turnMs, backOffMs);
  return Math.min(longestTimer, delayMs * (0.9 + chance * 0.2));
}

/** Waits for something, but no longer than a signal allows. Nobody has to wait for the outcome. */
export function unlessAborted(ready: Promise<void>, signal: AbortSignal): Promise<void> {
  const waiting = new Promise<void>((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) return stop();
    signal.addEventListener("abort", stop);
    ready.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
  // Unheard, it would end a Node process.
  waiting.catch(() => {});
  return waiting;
}

/** Like the platform's, but Node may end while it waits. */
export function quietSleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    Object(timer).unref?.();
    signal?.addEventListener("abort", stop, { once: true });
  });
}
