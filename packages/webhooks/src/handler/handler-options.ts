import type { DedupeStore } from "../dedupe/dedupe-store.ts";
import { memoryStore } from "../dedupe/memory-store.ts";
import { WebhookVerificationError } from "../verification/errors.ts";
import type { VerifierOptions } from "../verification/verify.ts";
import type { SecretSource } from "./prepare-verifier.ts";
import type { ErrorListener, Processing } from "./process-event.ts";

/** How deliveries are received. */
export interface WebhookHandlerOptions extends Omit<VerifierOptions, "secret"> {
  /**
   * The endpoint's secret, or several while one is being replaced. A function gives it with the first delivery: for
   * secret managers, and for `next build` and its like, which load the program without its environment.
   */
  secret: SecretSource;
  /**
   * Where handled events are remembered. Two processes need a store they share; `false` handles every delivery.
   * @default memoryStore()
   */
  dedupe?: DedupeStore | false | undefined;
  /**
   * Put before the event's id. Give each endpoint its own when several of them handle the same events.
   * @default ""
   */
  dedupePrefix?: string | undefined;
  /**
   * How long a claim on an event holds, in milliseconds: longer than the slowest handler takes.
   * @default 60_000
   */
  leaseMs?: number | undefined;
  /**
   * How long a handled event is remembered, in milliseconds: longer than WorkOS repeats a delivery, which is three days.
   * @default 345_600_000 (four days)
   */
  ttlMs?: number | undefined;
  /**
   * What to do when the store cannot be reached: answer 503, so that the event comes again, or handle it unchecked.
   * @default "fail"
   */
  onStoreError?: "fail" | "process" | undefined;
  /**
   * Greatest accepted body, in bytes. Reading stops there.
   * @default 1_048_576
   */
  maxBodyBytes?: number | undefined;
  /**
   * After how many milliseconds to answer 503 while the store or a handler is still at work. WorkOS waits some seconds.
   * @default no deadline
   */
  deadlineMs?: number | undefined;
  /**
   * When to answer: after the handlers, so that a failure makes WorkOS deliver again; or before them, which answers fast
   * but loses the event when the process dies. For both, hand over to a queue inside a handler.
   * @default "after"
   */
  acknowledge?: "after" | "before" | undefined;
  /**
   * Answer 500 to an event that nothing handles, instead of 200, so that a forgotten handler is noticed.
   * @default false
   */
  exhaustive?: boolean | undefined;
  /**
   * Called with what is refused: forged deliveries, failing handlers, a store that is down, a deadline that passes. Not
   * with other methods than POST, nor with an event that is in progress. Nobody waits for it, and what it throws is ignored.
   */
  onError?: ErrorListener | undefined;
}

/** The options that concern what happens after verification, checked and complete. */
export interface ResolvedOptions extends Processing {
  readonly maxBodyBytes: number;
  readonly acknowledge: "after" | "before";
  readonly exhaustive: boolean;
}

/** Checks the options and fills in the defaults. */
export function resolveHandlerOptions(options: WebhookHandlerOptions): ResolvedOptions {
  const {
    dedupe,
    dedupePrefix = "",
    leaseMs = 60_000,
    ttlMs = 345_600_000,
    maxBodyBytes = 1_048_576,
    deadlineMs,
  } = options;
  const store = dedupe ?? memoryStore();
  if (store !== false && typeof store.claim !== "function") refuse("dedupe must be a store or false.");
  // Databases know no infinite time: they would refuse each claim, or each completion.
  for (const [name, value] of Object.entries({ leaseMs, ttlMs, deadlineMs: deadlineMs ?? 1 })) {
    if (!Number.isFinite(value) || value <= 0) refuse(`${name} must be a finite number above 0.`);
  }
  if (typeof maxBodyBytes !== "number" || !(maxBodyBytes > 0)) refuse("maxBodyBytes must be a number above 0.");
  if (deadlineMs !== undefined && deadlineMs >= leaseMs) refuse("deadlineMs must be below leaseMs.");
  // The longest time a timer knows; it fires at once when given more.
  if (deadlineMs !== undefined && deadlineMs >= 2 ** 31) refuse("deadlineMs must be below 2,147,483,648.");
  const listener = options.onError;
  return {
    store,
    keyPrefix: dedupePrefix,
    leaseMs,
    ttlMs,
    onStoreError: options.onStoreError ?? "fail",
    maxBodyBytes,
    deadlineMs,
    acknowledge: options.acknowledge ?? "after",
    exhaustive: options.exhaustive === true,
    onError: (error, event) => {
      // A listener that fails, at once or later, must neither change the answer nor end the process.
      (async () => listener?.(error, event))().catch(() => {});
    },
  };
}

function refuse(hint: string): never {
  throw new WebhookVerificationError("invalid_options", [hint]);
}
