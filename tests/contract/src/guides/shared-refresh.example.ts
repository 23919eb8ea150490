// #region docs
import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { type Coalesce, coalesceInProcess } from "@workos-kit/client/session";
import type { Redis } from "ioredis";

const release = 'if redis.call("get", KEYS[1]) == ARGV[1] then redis.call("del", KEYS[1]) end';

/** One refresh for all processes: who comes second waits, and takes what the first one got. */
export function coalesceInRedis(redis: Redis): Coalesce {
  const inProcess = coalesceInProcess();
  return (key, make) =>
    inProcess(key, async () => {
      const [lock, result, own] = [`refreshing:${key}`, `refreshed:${key}`, randomUUID()];
      // Longer than the client's time-out, so that it ends by itself only when this process died.
      while ((await redis.set(lock, own, "PX", 90_000, "NX")) === null) {
        const sealed = await redis.get(result);
        if (sealed !== null) return sealed;
        await setTimeout(25);
      }
      try {
        const sealed = (await redis.get(result)) ?? (await make());
        await redis.set(result, sealed, "PX", 10_000);
        return sealed;
      } finally {
        await redis.eval(release, 1, lock, own);
      }
    });
}
// #endregion
