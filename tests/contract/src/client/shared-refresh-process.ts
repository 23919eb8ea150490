import { createClient } from "@workos-kit/client";
import { createSessions } from "@workos-kit/client/session";
import { Redis } from "ioredis";
import { coalesceInRedis } from "../guides/shared-refresh.example.ts";

// Run by shared-refresh.test.ts: one of two servers of an app, at the API argv[2] and, with a lock, the Redis argv[7].
const [, , baseUrl, apiKey, clientId, password = "", cookie = "", redisUrl] = process.argv;
const client = createClient({ apiKey, clientId, baseUrl });
const redis = redisUrl === undefined ? undefined : new Redis(redisUrl);
const sessions = createSessions(client, { password, ...(redis && { coalesce: coalesceInRedis(redis) }) });

process.once("message", async () => {
  const requests = Array.from({ length: 25 }, () => new Request("https://app.test/", { headers: { cookie } }));
  const all = await Promise.all(requests.map((request) => sessions.read(request)));
  process.send?.(all.map((each) => (each.isSignedIn ? { setCookie: each.setCookie } : { reason: each.reason })));
  redis?.disconnect();
  process.disconnect?.();
});
process.send?.("ready");
