import type { DedupeStore } from "./dedupe/dedupe-store.ts";
import { WebhookVerificationError } from "./verification/errors.ts";

export type { DedupeStore };

/** The part of a Redis client that the store needs: ioredis has `call`, node-redis has `sendCommand`. */
export type RedisClient =
  | { call(command: string, ...args: string[]): Promise<unknown> }
  | { sendCommand(args: string[]): Promise<unknown> };

/** How a {@link redisStore} behaves. */
export interface RedisStoreOptions {
  /**
   * Put before every key.
   * @default "workos:webhook:"
   */
  prefix?: string | undefined;
}

// Each step is one script, and Redis runs a script alone: nothing can happen between looking and writing. A client sends
// a script again when it lost the connection before the answer, so a claim knows its own token.
const claimScript = `
local value = redis.call('GET', KEYS[1])
if value == 'done' then return 'done' end
if value and value ~= ARGV[1] then return 'busy' end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 'new'`;
// A claim whose lease ran out unnoticed is still completed; one that somebody else holds by now is not.
const completeScript = `
local value = redis.call('GET', KEYS[1])
if value and value ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], 'done', 'PX', ARGV[2])
return 1`;
const releaseScript = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`;

/**
 * Keeps handled events in Redis (or Valkey), through the client you have: ioredis or node-redis. Use a Redis that does
 * not evict keys (`maxmemory-policy noeviction`), or an event that was forgotten too early can be handled again.
 *
 * @example
 * createWebhookHandler({ secret, dedupe: redisStore(new Redis(url)) });
 */
export function redisStore(client: RedisClient, { prefix = "workos:webhook:" }: RedisStoreOptions = {}): DedupeStore {
  const run = (script: string, key: string, ...args: string[]): Promise<unknown> => {
    const command = [script, "1", prefix + key, ...args];
    return "call" in client ? client.call("EVAL", ...command) : client.sendCommand(["EVAL", ...command]);
  };
  if (!("call" in client) && !("sendCommand" in client)) {
    throw new WebhookVerificationError("invalid_options", ["The Redis client has neither call nor sendCommand."]);
  }
  return {
    async claim(key, { leaseMs }) {
      const token = crypto.randomUUID();
      const state = String(await run(claimScript, key, token, String(Math.ceil(leaseMs))));
      return state === "new" ? { state, token } : { state: state === "done" ? state : "busy" };
    },
    async complete(key, token, { ttlMs }) {
      await run(completeScript, key, token, String(Math.ceil(ttlMs)));
    },
    async release(key, token) {
      await run(releaseScript, key, token);
    },
  };
}
