import { existsSync } from "node:fs";
import { Redis } from "ioredis";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { servicePath } from "./service-path.ts";
import { startPostgres } from "./start-postgres.ts";
import { startRedis } from "./start-redis.ts";

describe.skipIf(servicePath("postgres") === undefined)("startPostgres", () => {
  it("answers queries, to root as to anybody, and is gone afterwards", { timeout: 60_000 }, async () => {
    const server = await startPostgres();
    const client = new pg.Client(server.url);
    await client.connect();

    const { rows } = await client.query("select 1 + 1 as two");

    expect(rows).toEqual([{ two: 2 }]);
    await client.end();
    await server.stop();
    await server.stop();
    await expect(new pg.Client(server.url).connect()).rejects.toThrow("ECONNREFUSED");
  });
});

describe.skipIf(servicePath("redis") === undefined)("startRedis", () => {
  it("answers commands, and comes back on the same port", { timeout: 30_000 }, async () => {
    const first = await startRedis();
    const client = new Redis(first.url, { retryStrategy: () => 20 });
    client.on("error", () => {});
    await client.set("key", "value");
    await first.stop();

    await using second = await startRedis({ port: first.port });

    expect(second.port).toBe(first.port);
    expect(await client.get("key")).toBeNull();
    client.disconnect();
  });
});

describe("servicePath", () => {
  it("names programs that exist", () => {
    for (const path of [servicePath("postgres"), servicePath("redis"), servicePath("chromium")])
      expect(path === undefined || existsSync(path)).toBe(true);
  });
});
