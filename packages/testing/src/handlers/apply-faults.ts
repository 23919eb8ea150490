import { bodiless } from "./check-steering.ts";
import type { Fault } from "./faults.ts";
import { type Answer, type Incoming, Reply } from "./message.ts";
import { untilGone } from "./until-gone.ts";

// Taken when the module loads: a test that fakes the timers would otherwise never get its answer.
const { setTimeout: realSetTimeout, clearTimeout: realClearTimeout } = globalThis;

/** What the faults that struck come to: a wait that is over, perhaps an answer, perhaps damage to be done to it. */
export async function applyFaults(
  faults: readonly Fault[],
  incoming: Incoming,
): Promise<"drop" | { readonly reply: Reply | undefined; readonly isGarbled: boolean }> {
  let reply: Reply | undefined;
  let isGarbled = false;
  for (const fault of faults) {
    if (fault.kind === "drop") return "drop";
    if (fault.kind === "latency" && (await wait(fault.ms, incoming.signal)) === "gone") return "drop";
    if (fault.kind === "garbled") isGarbled = true;
    if (fault.kind === "status")
      reply ??= new Reply(fault.status, fault.body ?? usualBody(fault.status), fault.headers);
    if (fault.kind === "rateLimit") reply ??= tooManyRequests(fault.retryAfterSeconds ?? 1);
  }
  return { reply, isGarbled };
}

/** Ends early, and leaves no timer behind, when nobody waits for the answer any more. */
async function wait(ms: number, signal: AbortSignal | undefined): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => {
    timer = realSetTimeout(resolve, ms);
  });
  const end = await untilGone(over, signal);
  realClearTimeout(timer);
  return end;
}

/** Cuts a body off in the middle: JSON that does not parse. */
export function garble(answer: Answer): Answer {
  if (bodiless.has(answer.status)) return answer;
  const body = answer.body ?? "{";
  return { ...answer, body: body.slice(0, Math.max(1, Math.floor(body.length / 2))) };
}

function usualBody(status: number): object | undefined {
  return bodiless.has(status) ? undefined : { message: "Injected fault." };
}

function tooManyRequests(retryAfterSeconds: number): Reply {
  const headers = { "retry-after": String(retryAfterSeconds) };
  return new Reply(429, { message: "Too many requests.", code: "rate_limit_exceeded" }, headers);
}
