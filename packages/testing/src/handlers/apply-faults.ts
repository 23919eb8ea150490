import type { Fault } from "./faults.ts";
import { type Answer, Reply } from "./message.ts";

// Taken when the module loads: a test that fakes the timers would otherwise never get its answer.
const realSetTimeout = globalThis.setTimeout;

/** What the faults that struck come to: a wait that is over, perhaps an answer, perhaps damage to be done to it. */
export async function applyFaults(
  faults: readonly Fault[],
): Promise<"drop" | { readonly reply: Reply | undefined; readonly isGarbled: boolean }> {
  let reply: Reply | undefined;
  let isGarbled = false;
  for (const fault of faults) {
    if (fault.kind === "drop") return "drop";
    if (fault.kind === "latency") await new Promise((resolve) => realSetTimeout(resolve, fault.ms));
    if (fault.kind === "garbled") isGarbled = true;
    if (fault.kind === "status")
      reply ??= new Reply(fault.status, fault.body ?? { message: "Injected fault." }, fault.headers);
    if (fault.kind === "rateLimit") reply ??= tooManyRequests(fault.retryAfterSeconds ?? 1);
  }
  return { reply, isGarbled };
}

/** Cuts a body off in the middle: JSON that does not parse. */
export function garble(answer: Answer): Answer {
  const body = answer.body ?? "{";
  return { ...answer, body: body.slice(0, Math.max(1, Math.floor(body.length / 2))) };
}

function tooManyRequests(retryAfterSeconds: number): Reply {
  const headers = { "retry-after": String(retryAfterSeconds) };
  return new Reply(429, { message: "Too many requests.", code: "rate_limit_exceeded" }, headers);
}
