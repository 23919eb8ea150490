import type { OperationId, Operations } from "../generated/operation-types.ts";
import { checkFields } from "./check-steering.ts";
import { differences } from "./differences.ts";

/** A request the mock received, and what it answered. */
export interface RequestRecord {
  /** Name of the operation; undefined when no operation was found. */
  readonly operation: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  /** Headers, without the values of secrets. */
  readonly headers: Readonly<Record<string, string>>;
  readonly receivedAt: string;
  /** 0 when a fault broke the connection off before an answer. */
  readonly status: number;
  readonly answer: unknown;
  /** What was accepted although the spec does not know it: fields, parameters. */
  readonly warnings: readonly string[];
  /** The mock's own failure, with status 500. */
  readonly error?: unknown;
}

/** A request of one operation, with the body it takes. */
export type RequestOf<Operation extends string> = Operation extends OperationId
  ? Omit<RequestRecord, "body"> & { readonly body: Operations[Operation]["body"] }
  : RequestRecord;

/** What a request must look like; objects and lists are compared by the fields given. */
export interface RequestPattern {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly status?: number;
}

const recordFields = ["params", "query", "body", "status", "method", "path", "headers", "answer", "warnings", "error"];

/** The requests of one environment, newest last; older ones are dropped beyond a limit. */
export class RequestJournal {
  readonly #limit: number;
  #records: RequestRecord[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  get all(): readonly RequestRecord[] {
    return this.#records;
  }

  /** Requests that met no operation. */
  get unmatched(): readonly RequestRecord[] {
    return this.#records.filter((record) => record.operation === undefined);
  }

  /** Requests of one operation, narrowed by a pattern. */
  of<Operation extends OperationId | (string & {})>(
    operation: Operation,
    pattern: RequestPattern = {},
  ): readonly RequestOf<Operation>[] {
    // A misspelt field would make it true for ever that nothing like it was received.
    checkFields("A request", pattern, recordFields);
    const isWanted = (record: RequestRecord) =>
      record.operation === operation && differences(record, pattern).length === 0;
    // A body was checked against its operation before it was written down, unless it was refused.
    return this.#records.filter(isWanted) as unknown as readonly RequestOf<Operation>[];
  }

  /** Requests at which the mock itself failed, with the `error`. */
  get failures(): readonly RequestRecord[] {
    return this.#records.filter((record) => record.error !== undefined);
  }

  /**
   * Put this into `afterEach`: fails when a request met no operation, or met a mistake of the mock.
   * @throws naming each of them.
   */
  expectNoSurprise(): void {
    const lines = [...this.unmatched, ...this.failures].map((record) => {
      const why = record.error === undefined ? "met no operation" : `failed: ${String(record.error)}`;
      return `  - ${record.method} ${record.path} ${why}`;
    });
    if (lines.length > 0) throw new Error(`The mock was surprised by these requests:\n${lines.join("\n")}`);
  }

  /**
   * The requests that fit.
   * @throws when there is none, naming the requests that came near and how they differ.
   */
  expect<Operation extends OperationId | (string & {})>(
    operation: Operation,
    pattern: RequestPattern = {},
  ): readonly RequestOf<Operation>[] {
    const found = this.of(operation, pattern);
    if (found.length > 0) return found;
    throw new Error(this.explain(operation, pattern));
  }

  /** Says why no request fits. */
  explain(operation: string, pattern: RequestPattern): string {
    const same = this.#records.filter((record) => record.operation === operation);
    if (same.length === 0) {
      const seen = [...new Set(this.#records.map((record) => record.operation ?? `${record.method} ${record.path}`))];
      return `${operation} was never called. Called were: ${seen.join(", ") || "none"}.`;
    }
    const misses = same
      .map((record) => differences(record, pattern))
      .sort((a, b) => a.length - b.length)
      .slice(0, 3)
      .map((list) => `  - ${list.join("; ")}`);
    return `${operation} was called ${same.length} times, but never like this. Nearest:\n${misses.join("\n")}`;
  }

  add(record: RequestRecord): void {
    this.#records.push(record);
    // Dropped in bulk, so that a long run does not shift the list for every request.
    if (this.#records.length > this.#limit * 1.25)
      this.#records = this.#records.slice(this.#records.length - Math.floor(this.#limit));
  }

  clear(): void {
    this.#records = [];
  }
}
