import { platform, type World } from "../core/world.ts";

/**
 * Sees to it that of many calls for one key only one does the work, and all get its result. A refresh token works once,
 * and a page that loads sends it ten times. Pass one of your own (a lock and a short-lived entry in Redis, say) where
 * several processes serve the same users: `key` is a hash, and what `make` gives is sealed.
 */
export type Coalesce = (key: string, make: () => Promise<string>) => Promise<string>;

// What has not ended by now never will: some platforms stop it with the request that began it.
const lostMs = 120_000;

/**
 * The default: one process, in memory. Results are kept a moment, for requests that left the browser before the answer
 * with the new cookie reached it.
 *
 * @param reuseMs how long a result is handed out again. @default 10_000
 */
export function coalesceInProcess(reuseMs = 10_000, { now }: Pick<World, "now"> = platform): Coalesce {
  const entries = new Map<string, { result: Promise<string>; until: number }>();
  let sweptAt = 0;
  return (key, make) => {
    const time = now();
    // Now and then: at each call it would cost more the more sessions there are.
    if (Math.abs(time - sweptAt) >= 1_000) {
      for (const [each, { until }] of entries) if (until < time) entries.delete(each);
      sweptAt = time;
    }
    const known = entries.get(key);
    if (known !== undefined && known.until >= time) return known.result;
    const result = make();
    const entry = { result, until: time + lostMs };
    entries.set(key, entry);
    result.then(
      () => {
        entry.until = now() + reuseMs;
      },
      // A failure is everybody's who waited, but the next one may try again.
      () => entries.get(key) === entry && entries.delete(key),
    );
    return result;
  };
}

/** Does work under a lock, and tells whose work the result is. What was done here counts, whatever becomes of the lock. */
export function share(coalesce: Coalesce, key: string, work: () => Promise<string>) {
  let own: Promise<string> | undefined;
  let lockError: unknown;
  const make = () => {
    // A lock that asks again gets what there is: a refresh token works once.
    own ??= work();
    return own;
  };
  const result = (async () => {
    const given = await (async () => coalesce(key, make))().catch((error: unknown) => {
      lockError = error;
      // A lock may be lost, or its result not stored, when the token is spent already.
      if (own === undefined) throw error;
    });
    return own ?? String(given);
  })();
  return { result, isOwn: () => own !== undefined, isLockError: (error: unknown) => !own && error === lockError };
}

/** A name for a secret that may be shown to a lock server. */
export async function hashOf(secret: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secret));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
