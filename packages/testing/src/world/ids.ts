import type { Random } from "./random.ts";

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** What a snapshot keeps of an {@link IdSource}. */
export interface IdState {
  readonly time: number;
  readonly digits: readonly number[];
}

/**
 * Makes ids the way the API does: a prefix and a ULID that sorts by time. Within a millisecond, and when the clock
 * goes back, the random part counts up, so ids of one world always ascend.
 */
export class IdSource {
  readonly #random: Random;
  readonly #now: () => number;
  #time = -1;
  #timeText = "";
  readonly #digits = new Uint8Array(16);

  constructor(random: Random, now: () => number) {
    this.#random = random;
    this.#now = now;
  }

  /** @example `next("org")` gives `org_01KA5TC1FTDJ6W4NE1K85ZPMYZ`. */
  next(prefix: string): string {
    const now = this.#now();
    if (now > this.#time) {
      this.#setTime(now);
      for (let index = 0; index < 16; index++) this.#digits[index] = this.#random.next() & 31;
    } else {
      this.#increment();
    }
    let text = `${prefix}_${this.#timeText}`;
    for (let index = 0; index < 16; index++) text += crockford[this.#digits[index] ?? 0];
    return text;
  }

  get state(): IdState {
    return { time: this.#time, digits: [...this.#digits] };
  }

  set state(state: IdState) {
    this.#setTime(state.time);
    this.#digits.set(state.digits);
  }

  #setTime(time: number): void {
    this.#time = time;
    let rest = Math.max(time, 0);
    let text = "";
    for (let index = 0; index < 10; index++) {
      text = crockford[rest % 32] + text;
      rest = Math.floor(rest / 32);
    }
    this.#timeText = text;
  }

  #increment(): void {
    for (let index = 15; index >= 0; index--) {
      const digit = (this.#digits[index] ?? 0) + 1;
      this.#digits[index] = digit & 31;
      if (digit < 32) return;
    }
  }
}
