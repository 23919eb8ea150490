/**
 * Methods that no exercise sees succeed, each with the reason; compared for equality. All are private by the SDK's own
 * types: nobody can call them from outside.
 */
export const leftOut: Readonly<Record<string, string>> = {
  "flags.emitChanges": "runs inside the runtime client's constructor and timer, before it can be watched",
  "flags.fetchWithTimeout": "runs inside the runtime client's constructor and timer, before it can be watched",
  "flags.hasEntryChanged": "runs inside the runtime client's constructor and timer, before it can be watched",
  "flags.poll": "runs inside the runtime client's constructor and timer, before it can be watched",
  "flags.resolveReady": "runs inside the runtime client's constructor and timer, before it can be watched",
  "flags.scheduleNextPoll": "runs inside the runtime client's constructor and timer, before it can be watched",
  "workos.createUserAgent": "runs inside the constructor of the client, before it can be watched",
  "workos.handleHttpError": "succeeds by throwing; the refusals that the exercises expect come from it",
};
