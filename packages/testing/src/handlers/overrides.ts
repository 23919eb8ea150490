import type { Call, Result } from "../behaviours/behaviour.ts";
import type { OperationId, Operations } from "../generated/operation-types.ts";
import { Problem } from "../problem.ts";
import { checkFields, checkScope, checkSendable } from "./check-steering.ts";
import type { Removable } from "./faults.ts";
import { checkOperation } from "./known-operation.ts";
import { Reply } from "./message.ts";
import { asReply } from "./write-answer.ts";

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

/** A mistake in an override, which is told from one of the mock. */
export class OverrideError extends Error {
  override readonly name = "OverrideError";

  constructor(operation: string, cause: unknown) {
    super(`The override of ${operation} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** What an override answers; a refusal that `next` met passes through. */
export async function answerOf(
  { operation, answer }: AnyOverride,
  call: Call<OperationId>,
  next: () => Promise<unknown>,
  usualStatus: number | undefined,
): Promise<Reply> {
  try {
    const value =
      typeof answer === "function"
        ? await answer(call, next)
        : new Reply(answer.status ?? usualStatus ?? 200, answer.body, answer.headers);
    const reply = asReply(value, usualStatus);
    checkSendable("The answer", reply);
    return reply;
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new OverrideError(operation, error);
  }
}

/** The overrides of one environment; the newest that applies wins. */
export class Overrides {
  #active: AnyOverride[] = [];

  add<Op extends OperationId>(
    operation: Op,
    answer: FixedAnswer<Op> | OverrideFunction<Op>,
    scope: OverrideScope<Op> = {},
  ): Override {
    checkOperation(operation);
    const what = `The override of ${operation}`;
    if (typeof answer !== "function") {
      if (typeof answer !== "object" || answer === null)
        throw new TypeError(`${what} needs a fixed answer, such as { status: 503 }, or a function.`);
      checkFields(what, answer, ["status", "body", "headers", "times", "when"]);
      checkSendable(what, { status: 200, ...answer });
    }
    checkScope(what, scope);
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
      (entry) => entry.operation === operation && entry.left > 0 && isWanted(entry, call),
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

function isWanted({ operation, when }: AnyOverride, call: Call<OperationId>): boolean {
  try {
    return when?.(call) ?? true;
  } catch (error) {
    throw new OverrideError(operation, error);
  }
}
