import { type RunningServer, servicePath, startPostgres } from "@workos-kit/test-services";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { postgresStore, postgresTable } from "../../src/postgres.ts";
import { delivery, handlerUnderTest, outcome, recorder } from "../handler/deliver.ts";
import { itServesProcesses } from "./process-contract.ts";
import { itIsADedupeStore } from "./store-contract.ts";

describe.skipIf(servicePath("postgres") === undefined)("postgresStore", () => {
  let server: RunningServer;
  let pool: pg.Pool;
  beforeAll(async () => {
    server = await startPostgres();
    pool = new pg.Pool({ connectionString: server.url, max: 10 });
    pool.on("error", () => {});
    await postgresStore(pool).createTable();
    await postgresStore(pool).createTable();
  }, 60_000);
  afterAll(async () => {
    await pool.end();
    await server.stop();
  });

  itIsADedupeStore(() => postgresStore(pool));

  itServesProcesses(() => ({ kind: "postgres", url: server.url }));

  it("creates its table for many processes that start at once", async () => {
    const stores = Array.from({ length: 10 }, () => postgresStore(pool, { table: "public.started_at_once" }));
    // Connections first, so that the statements really meet.
    await Promise.all(stores.map(() => pool.query("SELECT pg_sleep(0.05)")));

    await Promise.all(stores.map((store) => store.createTable()));

    expect(await stores[0]?.claim("event_1", { leaseMs: 1000 })).toMatchObject({ state: "new" });
  });

  it("deletes what has expired, and nothing else", async () => {
    await pool.query(postgresTable({ table: "public.purged" }));
    const store = postgresStore(pool, { table: "public.purged" });
    await store.claim("event_gone", { leaseMs: 0.001 });
    await store.claim("event_kept", { leaseMs: 60_000 });

    await store.purge();

    expect((await pool.query("select key from purged")).rows).toEqual([{ key: "event_kept" }]);
  });

  it.each(["a; drop table b", "", "a.b.c", 'x"y'])("refuses the table name %o", (table) => {
    expect(() => postgresStore(pool, { table })).toThrow(expect.objectContaining({ code: "invalid_options" }));
  });

  it("answers 503 while the server is down, and goes on when it is back", { timeout: 60_000 }, async () => {
    const first = await startPostgres();
    const clients = new pg.Pool({ connectionString: first.url });
    clients.on("error", () => {});
    await postgresStore(clients).createTable();
    const seen = recorder();
    const hooks = handlerUnderTest({ dedupe: postgresStore(clients) }).onAny(seen.run);

    expect((await hooks.fetch(await delivery())).status).toBe(200);
    await first.stop();
    expect(await outcome(hooks.fetch(await delivery("user.created", "event_kept")))).toEqual([
      503,
      { error: "store_unavailable" },
    ]);
    await using back = await startPostgres({ port: first.port });
    await postgresStore(clients).createTable();
    await expect.poll(async () => (await hooks.fetch(await delivery("user.created", "event_kept"))).status).toBe(200);

    expect(back.port).toBe(first.port);
    expect(seen.events.map(({ id }) => id)).toContain("event_kept");
    await clients.end();
  });
});
