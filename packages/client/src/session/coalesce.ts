import { abortable, platform, type World } from "../core/world.ts";

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

// What a lock has not stored by now may be lost, but the person must get her session before her browser gives up.
const storeMs = 5_000;

/** How long a caller waits. */
export interface Patience {
  signal?: AbortSignal | undefined;
  /** For the lock, not for the work: what was begun counts. @default 120_000 */
  deadlineMs?: number | undefined;
}

/**
 * Does work under a lock, and tells whose work the result is. What was done here counts, whatever becomes of the lock. What
 * was not begun while somebody waited for it is not begun any more: a refresh whose result nobody takes is a session lost.
 */
export function createShare(coalesce: Coalesce) {
  // By key: how many wait here, and what one of them has begun.
  const entries = new Map<string, { waiting: number; work?: Promise<string> }>();

  return (key: string, work: () => Promise<string>, { signal, deadlineMs = lostMs }: Patience) => {
    let own: Promise<string> | undefined;
    let lockError: unknown;

    const start: Parameters<typeof abortable<string>>[1] = (resolve, reject) => {
      let isOver = false;
      const fail = (error: unknown) => {
        // A lock may be lost, or its result not stored, when the token is spent already: here, or by one who has left since.
        const begun = own ?? entries.get(key)?.work;
        if (begun !== undefined) return begun.then(resolve, reject);
        lockError = error;
        return reject(error);
      };
      const giveUp = () => own ?? fail(new Error(`The lock (coalesce) let nobody refresh within ${deadlineMs} ms.`));
      let timer = setTimeout(giveUp, Math.min(deadlineMs, 2e9));
      const finish = () => {
        clearTimeout(timer);
        if (!isOver) timer = setTimeout(fail, storeMs);
      };
      // Not async: a lock may drop what it is given, and a rejection of that would be nobody's.
      const make = () => {
        if (own === undefined) {
          const entry = entries.get(key);
          own = entry ? work() : Promise.reject(new Error("Nobody waits for this refresh any more."));
          own.then(finish, finish);
          if (entry) entry.work = own;
        }
        // A lock that asks again gets what there is: a refresh token works once.
        return own;
      };
      (async () => coalesce(key, make))().then((given) => (own ? fail(undefined) : resolve(String(given))), fail);
      return () => {
        isOver = true;
        clearTimeout(timer);
      };
    };
    const wait = async () => {
      const entry = entries.get(key) ?? { waiting: 0 };
      entry.waiting++;
      entries.set(key, entry);
      try {
        return await abortable(signal, start);
      } finally {
        if (--entry.waiting === 0) entries.delete(key);
      }
    };
    return {
      result: wait(),
      isOwn: () => own !== undefined,
      isLockError: (error: unknown) => !own && error === lockError,
    };
  };
}

/** A name for a secret that may be shown to a lock server. */
export async function hashOf(secret: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secret));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
