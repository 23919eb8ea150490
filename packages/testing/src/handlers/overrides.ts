import type { Call, Result } from "../behaviours/behaviour.ts";
import type { OperationId, Operations } from "../generated/operation-types.ts";
import type { Removable } from "./faults.ts";
import { checkOperation } from "./known-operation.ts";

/** A fixed answer in place of an operation's behaviour. */
export interface FixedAnswer<Op extends OperationId> {
  /** @default the operation's usual status */
  readonly status?: number;
  /** The usual answer, or an error body of any shape. */
  readonly body?: Operations[Op]["answer"] | Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** When an override applies. */
export interface OverrideScope<Op extends OperationId> {
  /** How often. @default always */
  readonly times?: number;
  /** Only for requests this returns true for. */
  readonly when?: (call: Call<Op>) => boolean;
}

/** Answers a request in place of the behaviour, or lets it go on by calling `next`. */
export type OverrideFunction<Op extends OperationId> = (
  call: Call<Op>,
  next: () => Promise<unknown>,
) => Result<Op> | Promise<Result<Op>> | Promise<unknown>;

/** Handle of an override: counts what it answered. */
export interface Override extends Removable {
  readonly calls: number;
}

export type AnyOverride = {
  readonly operation: string;
  readonly answer: FixedAnswer<OperationId> | OverrideFunction<OperationId>;
  readonly when: ((call: Call<OperationId>) => boolean) | undefined;
  left: number;
  calls: number;
};

/** The overrides of one environment; the newest that applies wins. */
export class Overrides {
  #active: AnyOverride[] = [];

  add<Op extends OperationId>(
    operation: Op,
    answer: FixedAnswer<Op> | OverrideFunction<Op>,
    scope: OverrideScope<Op> = {},
  ): Override {
    checkOperation(operation);
    // Entries are looked up by operation, so each only ever meets calls of its own.
    const entry = {
      operation,
      answer: answer as AnyOverride["answer"],
      when: scope.when as AnyOverride["when"],
      left: scope.times ?? Number.POSITIVE_INFINITY,
      calls: 0,
    };
    this.#active.unshift(entry);
    const remove = () => {
      this.#active = this.#active.filter((other) => other !== entry);
    };
    return {
      get calls() {
        return entry.calls;
      },
      remove,
      [Symbol.dispose]: remove,
    };
  }

  /** The override that answers a call, used up by one. */
  take(operation: string, call: Call<OperationId>): AnyOverride | undefined {
    if (this.#active.length === 0) return undefined;
    const found = this.#active.find(
      (entry) => entry.operation === operation && entry.left > 0 && (entry.when?.(call) ?? true),
    );
    if (!found) return undefined;
    found.left--;
    found.calls++;
    return found;
  }

  clear(): void {
    this.#active = [];
  }
}
