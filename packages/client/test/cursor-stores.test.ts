import { DatabaseSync, type StatementSync } from "node:sqlite";
import { servicePath, startPostgres, startRedis } from "@workos-kit/test-services";
import { Redis } from "ioredis";
import { Client, Pool } from "pg";
import { createClient as createRedis, RESP_TYPES } from "redis";
import { describe, expect, it } from "vitest";
import { type CursorStore, memoryCursors, postgresCursors, redisCursors, sqliteCursors } from "../src/events.ts";

describe("a cursor store", () => {
  it("remembers in memory", async () => {
    await expectToRemember(memoryCursors());
  });

  it("remembers in SQLite, also in a new connection", async () => {
    const store = sqliteCursors(new DatabaseSync(":memory:"), { table: "my_cursors" });
    await store.createTable();
    await store.createTable();

    await expectToRemember(store);
  });

  it("awaits a SQLite client that answers with promises", async () => {
    const db = new DatabaseSync(":memory:");
    const later = { prepare: (sql: string) => promising(db.prepare(sql)) };
    const store = sqliteCursors(later);
    await store.createTable();

    await expectToRemember(store);
  });

  it.skipIf(servicePath("postgres") === undefined)(
    "remembers in PostgreSQL, and forgets with a rolled back transaction",
    async () => {
      await using server = await startPostgres();
      const client = new Client({ connectionString: server.url });
      await client.connect();
      const store = postgresCursors(client, { table: "public.my_cursors" });
      await store.createTable();

      await expectToRemember(store);
      const pool = openPool(server.url);
      const pooled = postgresCursors(pool, { table: "pooled" });
      await pooled.createTable();
      await expectToRemember(pooled);
      await pool.end();
      await client.query("BEGIN");
      await store.save("one", "lost");
      await client.query("ROLLBACK");
      expect(await store.load("one")).toBe("event_2");
      await client.end();
    },
    120_000,
  );

  it.skipIf(servicePath("postgres") === undefined)(
    "has its table made by processes that start in the same moment",
    async () => {
      await using server = await startPostgres();
      const clients = Array.from({ length: 8 }, () => new Client({ connectionString: server.url }));
      await Promise.all(clients.map((client) => client.connect()));

      for (let round = 0; round < 20; round++) {
        const stores = clients.map((client) => postgresCursors(client, { table: `cursors_${round}` }));
        await Promise.all(stores.map((store) => store.createTable()));
        await stores[0]?.save("one", "event_1");
        expect(await stores[1]?.load("one")).toBe("event_1");
      }
      await Promise.all(clients.map((client) => client.end()));
    },
    120_000,
  );

  it.skipIf(servicePath("postgres") === undefined)(
    "does without the right to make tables where its table is there, and survives the end of a connection",
    async () => {
      await using server = await startPostgres();
      const owner = new Client({ connectionString: server.url });
      await owner.connect();
      await postgresCursors(owner).createTable();
      await owner.query(`REVOKE CREATE ON SCHEMA public FROM PUBLIC; CREATE ROLE app LOGIN PASSWORD 'app';
        GRANT SELECT, INSERT, UPDATE ON workos_cursors TO app`);
      const url = Object.assign(new URL(server.url), { username: "app", password: "app" });
      const pool = openPool(url.href);
      const store = postgresCursors(pool);

      await store.createTable();
      await expect(postgresCursors(pool, { table: "others" }).createTable()).rejects.toThrow("permission denied");
      await expectToRemember(store);
      await owner.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'app'");

      await expect.poll(() => store.load("one").catch(String)).toBe("event_2");
      await pool.end();
      await owner.end();
    },
    120_000,
  );

  it.skipIf(servicePath("redis") === undefined)(
    "remembers in Redis, through either client",
    async () => {
      await using server = await startRedis();
      const [one, two] = [new Redis(server.url), createRedis({ url: server.url })];
      await two.connect();

      await expectToRemember(redisCursors(one, { prefix: "one:" }));
      await expectToRemember(redisCursors(two, { prefix: "two:" }));
      const bytes = two.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
      expect(await redisCursors(bytes, { prefix: "two:" }).load("one")).toBe("event_2");

      one.disconnect();
      two.destroy();
    },
    120_000,
  );

  it("does not take what it cannot read for a sync that never began", async () => {
    const db = new DatabaseSync(":memory:");
    db.exec("CREATE TABLE others (name text, cursor int); INSERT INTO others VALUES ('events', 7)");

    await expect(sqliteCursors(db, { table: "others" }).load("events")).rejects.toThrow(
      "The cursor found is not a text.",
    );
    await expect(postgresCursors({ query: async () => ({ rows: [["event_1"]] }) }).load("events")).rejects.toThrow(
      TypeError,
    );
    await expect(redisCursors({ get: async () => 7, set: async () => {} }).load("events")).rejects.toThrow(TypeError);
  });

  it("takes only names for tables", () => {
    expect(() => sqliteCursors(new DatabaseSync(":memory:"), { table: "a; DROP TABLE b" })).toThrow(
      /cannot be the name/,
    );
  });
});

/** A pool that bears the end of its connections, also of those that it has let go already. */
function openPool(connectionString: string): Pool {
  const pool = new Pool({ connectionString });
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool.on("error", () => {});
}

async function expectToRemember(store: CursorStore): Promise<void> {
  expect(await store.load("one")).toBeUndefined();
  await store.save("one", "event_1");
  await store.save("two", "@2026-11-21T00:00:00.000Z");
  await store.save("one", "event_2");
  expect([await store.load("one"), await store.load("two")]).toEqual(["event_2", "@2026-11-21T00:00:00.000Z"]);
}

/** A statement as clients of remote SQLite have it. */
function promising(statement: StatementSync) {
  const later = async <Value>(work: () => Value) => {
    await new Promise(setImmediate);
    return work();
  };
  return {
    get: (...values: string[]) => later(() => statement.get(...values)),
    run: (...values: string[]) => later(() => statement.run(...values)),
  };
}
