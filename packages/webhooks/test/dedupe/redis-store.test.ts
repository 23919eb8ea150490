import { type RunningServer, servicePath, startRedis } from "@workos-kit/test-services";
import { Redis } from "ioredis";
import { createClient } from "redis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { redisStore } from "../../src/redis.ts";
import { delivery, handlerUnderTest, outcome, recorder } from "../handler/deliver.ts";
import { itServesProcesses } from "./process-contract.ts";
import { itIsADedupeStore } from "./store-contract.ts";

describe.skipIf(servicePath("redis") === undefined)("redisStore", () => {
  let server: RunningServer;
  let ioredis: Redis;
  let nodeRedis: ReturnType<typeof createClient>;
  beforeAll(async () => {
    server = await startRedis();
    ioredis = new Redis(server.url);
    nodeRedis = createClient({ url: server.url });
    await nodeRedis.connect();
  }, 30_000);
  afterAll(async () => {
    ioredis.disconnect();
    nodeRedis.destroy();
    await server.stop();
  });

  describe("through ioredis", () => itIsADedupeStore(() => redisStore(ioredis)));
  describe("through node-redis", () => itIsADedupeStore(() => redisStore(nodeRedis)));

  itServesProcesses(() => ({ kind: "redis", url: server.url }));

  it("shares events between clients, and keeps prefixes apart", async () => {
    const [first, second] = [redisStore(ioredis, { prefix: "a:" }), redisStore(nodeRedis, { prefix: "a:" })];

    await first.claim("event_shared", { leaseMs: 1000 });

    expect(await second.claim("event_shared", { leaseMs: 1000 })).toEqual({ state: "busy" });
    expect(await redisStore(nodeRedis, { prefix: "b:" }).claim("event_shared", { leaseMs: 1000 })).toMatchObject({
      state: "new",
    });
  });

  it("leaves nothing behind without an end", async () => {
    const store = redisStore(ioredis, { prefix: "ttl:" });
    const claim = await store.claim("event_1", { leaseMs: 5000 });
    const lease = await ioredis.pttl("ttl:event_1");
    if (claim.state === "new") await store.complete("event_1", claim.token, { ttlMs: 345_600_000 });

    expect(lease).toBeGreaterThan(0);
    expect(await ioredis.pttl("ttl:event_1")).toBeGreaterThan(345_000_000);
  });

  it("bears a client that sends a command again after it lost the connection", async () => {
    const twice = {
      call: async (command: string, ...args: string[]) => {
        await ioredis.call(command, ...args);
        return ioredis.call(command, ...args);
      },
    };
    const store = redisStore(twice, { prefix: "twice:" });

    const claim = await store.claim("event_1", { leaseMs: 60_000 });
    if (claim.state === "new") await store.complete("event_1", claim.token, { ttlMs: 60_000 });

    expect(claim.state).toBe("new");
    expect(await store.claim("event_1", { leaseMs: 60_000 })).toEqual({ state: "done" });
  });

  it("refuses a client of another kind", () => {
    expect(() => redisStore({} as never)).toThrow(expect.objectContaining({ code: "invalid_options" }));
  });

  it("answers 503 while the server is down, and goes on when it is back", async () => {
    const shortLived = await startRedis();
    const client = new Redis(shortLived.url, { maxRetriesPerRequest: 0, retryStrategy: () => 10 });
    client.on("error", () => {});
    const seen = recorder();
    const hooks = handlerUnderTest({ dedupe: redisStore(client) }).onAny(seen.run);

    expect((await hooks.fetch(await delivery())).status).toBe(200);
    await shortLived.stop();
    expect(await outcome(hooks.fetch(await delivery("user.created", "event_kept")))).toEqual([
      503,
      { error: "store_unavailable" },
    ]);
    await using back = await startRedis({ port: shortLived.port });
    await expect.poll(async () => (await hooks.fetch(await delivery("user.created", "event_kept"))).status).toBe(200);

    expect(back.port).toBe(shortLived.port);
    expect(seen.events.map(({ id }) => id)).toContain("event_kept");
    client.disconnect();
  });
});
