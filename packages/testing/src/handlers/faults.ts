import type { Random } from "../world/random.ts";
import { checkOperation } from "./known-operation.ts";

/** Something to go wrong on purpose. */
export type Fault = FaultScope &
  (
    | { readonly kind: "latency"; readonly ms: number }
    | {
        readonly kind: "status";
        readonly status: number;
        readonly body?: unknown;
        readonly headers?: Record<string, string>;
      }
    /** The connection breaks off without an answer. */
    | { readonly kind: "drop" }
    /** The answer is cut off in the middle of its JSON. */
    | { readonly kind: "garbled" }
    | { readonly kind: "rateLimit"; readonly retryAfterSeconds?: number }
  );

const kinds: readonly Fault["kind"][] = ["latency", "status", "drop", "garbled", "rateLimit"];

interface FaultScope {
  /** Only this operation. @default every operation */
  readonly operation?: string;
  /** How many requests are hit. @default all */
  readonly times?: number;
  /** Share of requests that are hit, drawn from the world's seed. @default 1 */
  readonly probability?: number;
}

/** Handle of something that was put in place and can be taken away, also by `using`. */
export interface Removable extends Disposable {
  remove(): void;
}

/** The faults of one environment. */
export class Faults {
  readonly #random: Random;
  readonly #now: () => number;
  #active: { readonly fault: Fault; left: number }[] = [];
  #limit: { readonly limit: number; readonly perMs: number; since: number; used: number } | undefined;

  constructor(random: Random, now: () => number) {
    this.#random = random;
    this.#now = now;
  }

  /**
   * Puts a fault in place until it is used up or removed. Retrying clients hide a fault that strikes once.
   *
   * @throws TypeError for a kind or an operation there is not.
   */
  add(fault: Fault): Removable {
    if (!kinds.includes(fault.kind))
      throw new TypeError(`There is no fault of the kind "${fault.kind}". Known: ${kinds.join(", ")}.`);
    if (fault.operation !== undefined) checkOperation(fault.operation);
    const entry = { fault, left: fault.times ?? Number.POSITIVE_INFINITY };
    this.#active.push(entry);
    const remove = () => {
      this.#active = this.#active.filter((other) => other !== entry);
    };
    return { remove, [Symbol.dispose]: remove };
  }

  /** A real rate limit: requests beyond `limit` in a window get 429 with Retry-After. */
  rateLimit(options: { limit: number; perMs: number }): void {
    if (!(options.limit >= 0 && options.perMs > 0))
      throw new TypeError("A rate limit needs a limit and perMs, both numbers.");
    this.#limit = { ...options, since: this.#now(), used: 0 };
  }

  clear(): void {
    this.#active = [];
    this.#limit = undefined;
  }

  /** The faults that strike this request, used up by one. */
  strike(operation: string): Fault[] {
    const struck = this.#overLimit();
    for (const entry of this.#active) {
      const { fault } = entry;
      if (fault.operation !== undefined && fault.operation !== operation) continue;
      if (entry.left <= 0) continue;
      if (fault.probability !== undefined && this.#random.fraction() >= fault.probability) continue;
      entry.left--;
      struck.push(fault);
    }
    if (struck.length > 0) this.#active = this.#active.filter((entry) => entry.left > 0);
    return struck;
  }

  #overLimit(): Fault[] {
    const limit = this.#limit;
    if (!limit) return [];
    const elapsed = this.#now() - limit.since;
    if (elapsed >= limit.perMs) Object.assign(limit, { since: this.#now(), used: 0 });
    limit.used++;
    if (limit.used <= limit.limit) return [];
    return [{ kind: "rateLimit", retryAfterSeconds: Math.max(1, Math.ceil((limit.perMs - elapsed) / 1000)) }];
  }
}
