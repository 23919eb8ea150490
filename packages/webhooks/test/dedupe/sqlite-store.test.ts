import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, describe, expect, it } from "vitest";
import { sqliteStore } from "../../src/sqlite.ts";
import { delivery, handlerUnderTest, outcome, recorder } from "../handler/deliver.ts";
import { itServesProcesses } from "./process-contract.ts";
import { itIsADedupeStore } from "./store-contract.ts";

describe("sqliteStore", () => {
  const folder = mkdtempSync(join(tmpdir(), "sqlite-store-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const open = (name: string) => {
    const database = new DatabaseSync(join(folder, name));
    database.exec("PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL");
    sqliteStore(database).createTable();
    return database;
  };
  let nowMs = 1_000_000;
  const now = () => nowMs;
  // Two connections to one file, in turn, as two processes would have.
  const stores = [open("contract.db"), open("contract.db")].map((database) => sqliteStore(database, { now }));
  let turn = 0;

  itIsADedupeStore(
    () => stores[turn++ % 2] ?? sqliteStore(open("contract.db"), { now }),
    (ms) => {
      nowMs += ms;
    },
  );

  itServesProcesses(() => {
    open("processes.db").close();
    return { kind: "sqlite", url: join(folder, "processes.db") };
  });

  it("is not misled by a client that answers with promises", async () => {
    const database = open("promises.db");
    const store = sqliteStore({
      prepare: (sql) => {
        const statement = database.prepare(sql);
        return {
          get: async (...values) => statement.get(...values),
          run: async (...values) => statement.run(...values),
        };
      },
    });

    const claim = await store.claim("event_1", { leaseMs: 60_000 });
    expect(await store.claim("event_1", { leaseMs: 60_000 })).toEqual({ state: "busy" });
    if (claim.state === "new") await store.complete("event_1", claim.token, { ttlMs: 60_000 });

    expect(await store.claim("event_1", { leaseMs: 60_000 })).toEqual({ state: "done" });
  });

  it("deletes what has expired, and nothing else", async () => {
    const database = open("purge.db");
    const store = sqliteStore(database, { now });
    await store.claim("event_gone", { leaseMs: 5 });
    await store.claim("event_kept", { leaseMs: 60_000 });
    nowMs += 10;

    store.purge();

    expect(database.prepare("select key from workos_webhook_events").all()).toEqual([{ key: "event_kept" }]);
  });

  it("answers 503 while another process holds the database, and goes on when it lets go", async () => {
    const [database, other] = [open("held.db"), open("held.db")];
    database.exec("PRAGMA busy_timeout = 1");
    const seen = recorder();
    const hooks = handlerUnderTest({ dedupe: sqliteStore(database) }).onAny(seen.run);

    other.exec("BEGIN EXCLUSIVE");
    const held = await outcome(hooks.fetch(await delivery("user.created", "event_kept")));
    other.exec("ROLLBACK");
    const { status } = await hooks.fetch(await delivery("user.created", "event_kept"));

    expect(held).toEqual([503, { error: "store_unavailable" }]);
    expect(status).toBe(200);
    expect(seen.events.map(({ id }) => id)).toEqual(["event_kept"]);
  });

  it("answers 503 when the database cannot be used", async () => {
    const database = open("closed.db");
    const hooks = handlerUnderTest({ dedupe: sqliteStore(database) });
    database.close();

    expect(await outcome(hooks.fetch(await delivery()))).toEqual([503, { error: "store_unavailable" }]);
  });
});
