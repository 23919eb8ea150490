import type { DedupeStore } from "../dedupe/dedupe-store.ts";
import type { WorkOSEvent } from "../events/event-types.ts";
import { type Answer, received, refusal } from "./answer.ts";
import type { EventContextOfHandler, EventHandler } from "./router.ts";

/** Where an error that is answered with a status is reported, because the answer does not tell it. */
export type ErrorListener = (error: unknown, event: WorkOSEvent | undefined) => void;

/** How events are processed. */
export interface Processing {
  readonly store: DedupeStore | false;
  readonly keyPrefix: string;
  readonly leaseMs: number;
  readonly ttlMs: number;
  readonly onStoreError: "fail" | "process";
  readonly deadlineMs: number | undefined;
  readonly onError: ErrorListener;
}

/** A claim on an event, or the answer that ends the delivery. */
export type Claimed = { settle: (isHandled: boolean) => Promise<void> } | { answer: Answer };

/** Claims the event, so that no other process handles it at the same time. */
export async function claimEvent(processing: Processing, event: WorkOSEvent): Promise<Claimed> {
  const { store, leaseMs, ttlMs, onError } = processing;
  if (store === false) return { settle: async () => {} };
  const key = processing.keyPrefix + event.id;
  try {
    const claim = await store.claim(key, { leaseMs });
    if (claim.state === "done") return { answer: received };
    // Not 200: were the holder to die, nobody would deliver the event again.
    if (claim.state === "busy") return { answer: refusal("event_in_progress") };
    const settle = async (isHandled: boolean): Promise<void> => {
      try {
        await (isHandled ? store.complete(key, claim.token, { ttlMs }) : store.release(key, claim.token));
      } catch (error) {
        // The event itself is settled; the lease will run out, and at worst a repetition is handled again.
        onError(error, event);
      }
    };
    return { settle };
  } catch (error) {
    onError(error, event);
    return processing.onStoreError === "process"
      ? { settle: async () => {} }
      : { answer: refusal("store_unavailable") };
  }
}

/** Runs the handlers of a claimed event one after another, and settles the claim by whether all succeeded. */
export async function runHandlers(
  processing: Processing,
  handlers: readonly EventHandler<WorkOSEvent>[],
  event: WorkOSEvent,
  context: EventContextOfHandler,
  claimed: Claimed,
): Promise<Answer> {
  if ("answer" in claimed) return claimed.answer;
  if (context.signal.aborted) {
    // The store took longer than the deadline: WorkOS has its answer, and delivers again.
    await claimed.settle(false);
    return refusal("deadline_exceeded");
  }
  let isHandled = false;
  try {
    for (const handler of handlers) await handler(event, context);
    isHandled = true;
  } catch (error) {
    processing.onError(error, event);
  }
  await claimed.settle(isHandled);
  return isHandled ? received : refusal("handler_failed");
}

/** Waits for an answer, but not beyond the deadline. The work goes on: what it finishes later still counts. */
export async function withDeadline(
  work: Promise<Answer>,
  deadlineMs: number | undefined,
  onPassed: (reason: DOMException) => void,
): Promise<Answer> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<Answer>((resolve) => {
    if (deadlineMs === undefined) return;
    timer = setTimeout(() => {
      onPassed(new DOMException("The webhook deadline has passed.", "TimeoutError"));
      resolve(refusal("deadline_exceeded"));
    }, deadlineMs);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
