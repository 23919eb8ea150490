import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { servicePath, startPostgres, startRedis } from "@workos-kit/test-services";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { postgresStore } from "../../src/postgres.ts";
import { sqliteStore } from "../../src/sqlite.ts";
import { type LoadReport, runLoad } from "./run-load.ts";

const load = { size: 600, workers: 3, kills: 2, concurrency: 24 };
const flawless = { deliveries: load.size, kills: load.kills, lost: 0, runAfterDone: 0, forgedAccepted: 0 };

function expectFlawless(report: LoadReport): void {
  expect(report).toMatchObject(flawless);
  expect(report.genuineEvents).toBeGreaterThan(load.size / 2);
}

describe("three processes race for the same events while some of them are killed", { timeout: 120_000 }, () => {
  it.skipIf(servicePath("redis") === undefined)("with a Redis store", async () => {
    await using redis = await startRedis();

    expectFlawless(await runLoad({ ...load, kind: "redis", url: redis.url }));
  });

  it.skipIf(servicePath("postgres") === undefined)("with a PostgreSQL store", async () => {
    await using postgres = await startPostgres();
    const client = new pg.Client(postgres.url);
    await client.connect();
    await postgresStore(client).createTable();
    await client.end();

    expectFlawless(await runLoad({ ...load, kind: "postgres", url: postgres.url }));
  });

  it("with a SQLite store", async () => {
    const folder = await mkdtemp(join(tmpdir(), "sqlite-load-"));
    const file = join(folder, "events.db");
    const database = new DatabaseSync(file);
    // By one process, once: of several that switch at the same moment, one may find the file locked.
    database.exec("PRAGMA journal_mode = WAL");
    sqliteStore(database).createTable();
    database.close();

    expectFlawless(await runLoad({ ...load, kind: "sqlite", url: file }));
    await rm(folder, { recursive: true });
  });
});
