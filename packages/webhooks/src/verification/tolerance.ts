import { WebhookVerificationError } from "./errors.ts";

/** How far the signed time may be from now. Give one of the two units, or neither. */
export interface ToleranceOptions {
  /**
   * Greatest accepted difference between `now` and the signed time, in milliseconds; both directions count.
   * 1 to 999 is refused, because it is nearly always a number of seconds. `Infinity` turns the check off.
   * @default 180_000
   */
  tolerance?: number | undefined;
  /** The same in seconds. More than a day is refused, because it is nearly always a number of milliseconds. */
  toleranceSeconds?: number | undefined;
  /**
   * Greatest accepted lead of the sender's clock, in milliseconds, when it must differ from the tolerance.
   * @default the tolerance
   */
  futureTolerance?: number | undefined;
  /**
   * The time the delivery was received, in Unix milliseconds, or a function that tells it. Give the arrival time when
   * deliveries wait in a queue before they are verified.
   * @default Date.now
   */
  now?: number | (() => number) | undefined;
}

/** The two-sided window, in milliseconds. */
export type Tolerance = readonly [pastMs: number, futureMs: number];

/** Checks the tolerance options and turns them into a window. */
export function resolveTolerance({ tolerance, toleranceSeconds, futureTolerance }: ToleranceOptions): Tolerance {
  check(toleranceSeconds === undefined || tolerance === undefined, "tolerance");
  const pastMs =
    toleranceSeconds === undefined
      ? toMilliseconds("tolerance", tolerance ?? 180_000)
      : toMilliseconds("toleranceSeconds", toleranceSeconds, 1000);
  return [pastMs, toMilliseconds("futureTolerance", futureTolerance ?? pastMs)];
}

function toMilliseconds(name: string, value: number, unit = 1): number {
  // By type: text would be converted silently.
  const ms = typeof value === "number" ? value * unit : -1;
  // Below a second, or more than a day given in seconds: the wrong unit.
  check(ms === 0 || ms === Infinity || (ms >= 1000 && (unit === 1 || ms <= 86_400_000)), name);
  return ms;
}

/** Reads the clock; a clock that gives no number would switch the check off, so it is refused. */
export function readClock(now: number | (() => number)): number {
  const value = typeof now === "function" ? now() : now;
  check(Number.isFinite(value), "now");
  return value;
}

function check(isRight: boolean, what: string): void {
  if (!isRight) {
    throw new WebhookVerificationError("invalid_options", [`Bad ${what}: seconds or milliseconds?`]);
  }
}
