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
export interface Tolerance {
  readonly pastMs: number;
  readonly futureMs: number;
}

const defaultToleranceMs = 180_000;
const dayInSeconds = 86_400;

/** Checks the tolerance options and turns them into a window. */
export function resolveTolerance({ tolerance, toleranceSeconds, futureTolerance }: ToleranceOptions): Tolerance {
  if (tolerance !== undefined && toleranceSeconds !== undefined) {
    refuse("Give tolerance or toleranceSeconds, not both.");
  }
  if (toleranceSeconds !== undefined) {
    checkNumber("toleranceSeconds", toleranceSeconds);
    if (toleranceSeconds > dayInSeconds && toleranceSeconds !== Infinity) {
      refuse("toleranceSeconds is more than a day; is it milliseconds?");
    }
  }
  const pastMs = toleranceSeconds === undefined ? (tolerance ?? defaultToleranceMs) : toleranceSeconds * 1000;
  if (toleranceSeconds === undefined) checkMilliseconds("tolerance", pastMs);
  const futureMs = futureTolerance ?? pastMs;
  if (futureTolerance !== undefined) checkMilliseconds("futureTolerance", futureMs);
  return { pastMs, futureMs };
}

/** Reads the clock; a clock that gives no number would switch the check off, so it is refused. */
export function readClock(now: ToleranceOptions["now"]): number {
  const value = typeof now === "function" ? now() : (now ?? Date.now());
  if (typeof value !== "number" || !Number.isFinite(value)) refuse("now must be a number of Unix milliseconds.");
  return value;
}

function checkMilliseconds(name: string, value: number): void {
  checkNumber(name, value);
  if (value > 0 && value < 1000) refuse(`${name} is ${value} milliseconds; is it seconds?`);
}

function checkNumber(name: string, value: unknown): void {
  // NaN fails the comparison too.
  if (typeof value !== "number" || !(value >= 0)) refuse(`${name} must be a number, 0 or more.`);
}

function refuse(hint: string): never {
  throw new WebhookVerificationError("invalid_options", [hint]);
}
