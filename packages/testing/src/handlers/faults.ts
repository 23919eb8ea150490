import type { Random } from "../world/random.ts";
import { checkFields, checkScope, checkSendable, longestWaitMs } from "./check-steering.ts";
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

/** The fields of each kind, beside those that all have. */
const fields: Readonly<Record<Fault["kind"], readonly string[]>> = {
  latency: ["ms"],
  status: ["status", "body", "headers"],
  drop: [],
  garbled: [],
  rateLimit: ["retryAfterSeconds"],
};

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
   * @throws TypeError for a kind or an operation there is not, and for what no connection could carry.
   */
  add(fault: Fault): Removable {
    checkFault(fault);
    const entry = { fault, left: fault.times ?? Number.POSITIVE_INFINITY };
    this.#active.push(entry);
    const remove = () => {
      this.#active = this.#active.filter((other) => other !== entry);
    };
    return { remove, [Symbol.dispose]: remove };
  }

  /** A real rate limit: requests beyond `limit` in a window get 429 with Retry-After. */
  rateLimit(options: { limit: number; perMs: number }): void {
    const isNumber = Number.isFinite(options.limit) && Number.isFinite(options.perMs);
    if (!(isNumber && options.limit >= 0 && options.perMs > 0))
      throw new TypeError("A rate limit needs a limit of 0 or more and perMs above 0, both numbers.");
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

function checkFault(fault: Fault): void {
  if (!Object.hasOwn(fields, fault.kind))
    throw new TypeError(`There is no fault of the kind "${fault.kind}". Known: ${Object.keys(fields).join(", ")}.`);
  const what = `A fault of the kind "${fault.kind}"`;
  checkFields(what, fault, ["kind", "operation", "times", "probability", ...fields[fault.kind]]);
  checkScope(what, fault);
  if (fault.operation !== undefined) checkOperation(fault.operation);
  if (fault.kind === "status") checkSendable(what, fault);
  if (fault.kind === "latency" && !(fault.ms >= 0 && fault.ms <= longestWaitMs))
    throw new TypeError(`${what} needs ms, a number from 0 to ${longestWaitMs}.`);
  const seconds = fault.kind === "rateLimit" ? (fault.retryAfterSeconds ?? 1) : 0;
  if (!(Number.isFinite(seconds) && seconds >= 0)) throw new TypeError(`${what} wants retryAfterSeconds of 0 or more.`);
}
