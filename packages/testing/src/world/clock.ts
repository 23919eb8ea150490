/** A length of time in everyday units; they add up. */
export interface Duration {
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
  milliseconds?: number;
}

const units: ReadonlySet<string> = new Set(["days", "hours", "minutes", "seconds", "milliseconds"]);

/** Something that has work waiting for a moment: the world's timers. */
export interface TimerSource {
  /** When the next piece of work is due, in milliseconds since 1970. */
  nextAt(): number | undefined;
  /** Runs what is due now; what comes of it may be awaited. */
  runDue(): Promise<void> | undefined;
}

/** What a snapshot keeps of a {@link Clock}. */
export interface ClockState {
  readonly frozenAt: number | undefined;
  readonly offsetMs: number;
}

/**
 * The world's time. Given a start it stands still until it is advanced, which makes tests exact; without one it
 * follows real time, and advancing shifts it. Only what the mock itself dates and expires goes by this clock: webhook
 * signatures, access tokens and authenticator codes are judged by real verifiers and use {@link Clock.verifierNow}.
 */
export class Clock {
  #frozenAt: number | undefined;
  #offsetMs = 0;
  readonly #isVirtualForVerifiers: boolean;
  readonly #sources: TimerSource[] = [];
  readonly #wall: () => number;

  constructor(options: { start?: number | string | Date; virtualForVerifiers?: boolean; wall?: () => number } = {}) {
    this.#frozenAt = options.start === undefined ? undefined : toMilliseconds(options.start);
    this.#isVirtualForVerifiers = options.virtualForVerifiers ?? false;
    // Taken at creation: tests that fake the timers later must not freeze the mock.
    this.#wall = options.wall ?? Date.now.bind(Date);
  }

  now(): number {
    return this.#frozenAt ?? this.#wall() + this.#offsetMs;
  }

  /** The current time as the API writes it, or `offsetMs` away from it. */
  iso(offsetMs = 0): string {
    return new Date(this.now() + offsetMs).toISOString();
  }

  /** The time that a real verifier compares with: wall time, unless the mock was told otherwise. */
  verifierNow(): number {
    return this.#isVirtualForVerifiers ? this.now() : this.#wall();
  }

  /**
   * Moves time forward and runs what falls due on the way, in order, each at its own moment. Await it when webhook
   * retries may be among that; the time itself has moved when the call returns if nothing was due.
   */
  async advance(duration: Duration | number): Promise<void> {
    const target = toMilliseconds(this.now() + toDurationMs(duration));
    for (;;) {
      const due = this.#earliest();
      if (due === undefined || due.at > target) break;
      if (due.at > this.now()) this.#move(due.at);
      const running = due.source.runDue();
      if (running) await running;
    }
    if (target > this.now()) this.#move(target);
  }

  /** Jumps to a moment, also backwards, without running anything. The clock stands still there. */
  set(moment: number | string | Date): void {
    this.#frozenAt = toMilliseconds(moment);
  }

  addSource(source: TimerSource): void {
    this.#sources.push(source);
  }

  get state(): ClockState {
    return { frozenAt: this.#frozenAt, offsetMs: this.#offsetMs };
  }

  set state(state: ClockState) {
    this.#frozenAt = state.frozenAt;
    this.#offsetMs = state.offsetMs;
  }

  #move(to: number): void {
    if (this.#frozenAt === undefined) this.#offsetMs = to - this.#wall();
    else this.#frozenAt = to;
  }

  #earliest(): { at: number; source: TimerSource } | undefined {
    let earliest: { at: number; source: TimerSource } | undefined;
    for (const source of this.#sources) {
      const at = source.nextAt();
      if (at !== undefined && (earliest === undefined || at < earliest.at)) earliest = { at, source };
    }
    return earliest;
  }
}

/**
 * A moment as the API writes it: in UTC, with milliseconds; whatever form it was given in.
 *
 * @throws TypeError for a text that is no moment; the API's own input was checked before.
 */
export function toIso(moment: string): string {
  const time = Date.parse(moment);
  if (Number.isNaN(time)) throw new TypeError(`"${moment}" is no date.`);
  return new Date(time).toISOString();
}

/** @throws TypeError for a unit there is not, and for less than nothing: either would pass unnoticed. */
export function toDurationMs(duration: Duration | number): number {
  const milliseconds = typeof duration === "number" ? duration : sumOf(duration);
  if (milliseconds >= 0) return milliseconds;
  throw new TypeError(`Time cannot be moved by ${milliseconds} milliseconds: \`set\` goes back.`);
}

function sumOf(duration: Duration): number {
  if (typeof duration !== "object" || duration === null)
    throw new TypeError(`"${String(duration)}" is no duration: give milliseconds, or units such as { minutes: 10 }.`);
  for (const [unit, amount] of Object.entries(duration))
    if (!units.has(unit) || typeof amount !== "number" || Number.isNaN(amount))
      throw new TypeError(`"${unit}: ${amount}" is no duration. Units: ${[...units].join(", ")}.`);
  const { days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0 } = duration;
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
}

function toMilliseconds(moment: number | string | Date): number {
  if (moment === null) throw new TypeError("The clock cannot be set to null.");
  const milliseconds = new Date(moment).getTime();
  if (Number.isNaN(milliseconds)) throw new TypeError(`The clock cannot be set to "${String(moment)}".`);
  return milliseconds;
}
