/**
 * A generator whose `return()` ends it at once. By itself, one that waits for what may never come would go on waiting, and
 * looking. `start` gets a signal for all it waits for: it ends with the one given, too.
 */
export function leavable<Item>(
  given: AbortSignal | undefined,
  start: (signal: AbortSignal) => AsyncGenerator<Item, void, undefined>,
): AsyncGenerator<Item, void, undefined> {
  const leaving = new AbortController();
  const left = new Error("Left.");
  const items = endingQuietly(given, leaving, left, start);
  const leave = items.return.bind(items);
  return Object.assign(items, {
    return(value: void | PromiseLike<void>) {
      leaving.abort(left);
      return leave(value);
    },
  });
}

async function* endingQuietly<Item>(
  given: AbortSignal | undefined,
  leaving: AbortController,
  left: Error,
  start: (signal: AbortSignal) => AsyncGenerator<Item, void, undefined>,
): AsyncGenerator<Item, void, undefined> {
  const stop = () => leaving.abort(given?.reason);
  if (given?.aborted) stop();
  else given?.addEventListener("abort", stop);
  try {
    yield* start(leaving.signal);
  } catch (error) {
    if (error !== left) throw error;
  } finally {
    given?.removeEventListener("abort", stop);
  }
}
