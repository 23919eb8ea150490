/** Everything a client takes from its surroundings besides `fetch`; replace it in tests. */
export interface World {
  /** Milliseconds since 1970. */
  now(): number;
  /** 0 ≤ x < 1. */
  random(): number;
  /** Resolves after the time, rejects with the signal's reason as soon as that is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const platform: World = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (ms, signal) =>
    abortable(signal, (resolve) => {
      const timer = setTimeout(resolve, ms);
      return () => clearTimeout(timer);
    }),
};

/** A promise that a signal rejects, also while `start` goes on; what `start` gives tidies up. Cheaper than a race. */
export function abortable<Value>(
  signal: AbortSignal | undefined,
  start: (resolve: (value: Value) => void, reject: (reason: unknown) => void) => (hasFailed: boolean) => void,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const settle =
      <Settled>(how: (value: Settled) => void, hasFailed: boolean) =>
      (value: Settled) => {
        signal?.removeEventListener("abort", stop);
        tidy(hasFailed);
        how(value);
      };
    const fail = settle(reject, true);
    const stop = () => fail(signal?.reason);
    const tidy = start(settle(resolve, false), fail);
    // It may have been aborted by what was started.
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop);
  });
}
