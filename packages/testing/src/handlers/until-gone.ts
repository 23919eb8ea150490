/** Waits for work, but no longer than somebody waits for its answer: then it ends with "gone". */
export function untilGone<Value>(work: Promise<Value>, signal: AbortSignal | undefined): Promise<Value | "gone"> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const leave = () => resolve("gone");
    if (signal.aborted) leave();
    signal.addEventListener("abort", leave);
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}
