import { TimeoutError } from "../core/errors/errors.ts";

/** A transfer that is given up when nothing comes, or when the caller gives it up. */
export interface WatchedLine {
  /** For the request: it ends with the line. */
  signal: AbortSignal;
  /** Waits for the next piece, but not for ever. */
  next<Piece>(piece: Promise<Piece>): Promise<Piece>;
  close(): void;
}

/** Only the waits for the other side count, not the time that the caller takes for what has come. */
export function watchLine(idleTimeoutMs: number, asked: AbortSignal | undefined): WatchedLine {
  const controller = new AbortController();
  let fail: (reason: unknown) => void = () => {};
  const ended = new Promise<never>((_, reject) => {
    fail = reject;
  });
  // It may end while nobody waits.
  ended.catch(() => {});
  const end = (reason: unknown) => {
    fail(reason);
    controller.abort(reason);
  };
  const stop = () => end(asked?.reason);
  // A timer takes what is no number, or too large a one, for no time at all.
  const limitMs = Math.min(Number.isNaN(idleTimeoutMs) ? 60_000 : idleTimeoutMs, 2 ** 31 - 1);
  if (asked?.aborted) stop();
  else asked?.addEventListener("abort", stop);
  return {
    signal: controller.signal,
    async next(piece) {
      const place = { method: "GET", route: "the file of an export" };
      const timer = setTimeout(() => end(new TimeoutError(place, limitMs)), limitMs);
      try {
        return await Promise.race([ended, piece]);
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => asked?.removeEventListener("abort", stop),
  };
}
