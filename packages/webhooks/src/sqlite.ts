import type { DedupeStore } from "./dedupe/dedupe-store.ts";
import { checkTable, type SqlStoreOptions } from "./dedupe/sql-table.ts";

export type { DedupeStore, SqlStoreOptions };

/** The part of a SQLite client that the store needs: node:sqlite, better-sqlite3 and bun:sqlite have it. */
export interface SqliteClient {
  prepare(sql: string): { get(...values: (string | number)[]): unknown; run(...values: (string | number)[]): unknown };
}

/** How a {@link sqliteStore} behaves. */
export interface SqliteStoreOptions extends SqlStoreOptions {
  /**
   * The clock, in Unix milliseconds.
   * @default Date.now
   */
  now?: (() => number) | undefined;
}

/** A {@link DedupeStore} with the chores of a table. */
export interface SqliteStore extends DedupeStore {
  /** Creates the table unless it exists; see {@link sqliteTable} for migrations. */
  createTable(): void;
  /** Deletes what has expired. Call it once a day. */
  purge(): void;
}

/** The statement that creates the table, for a migration. */
export function sqliteTable(options: SqlStoreOptions = {}): string {
  return `CREATE TABLE IF NOT EXISTS ${checkTable(options)} (
  key TEXT PRIMARY KEY,
  token TEXT NOT NULL,
  done INTEGER NOT NULL DEFAULT 0,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID`;
}

/**
 * Keeps handled events in SQLite, through the client you have: for the processes of one machine. Give it a connection of
 * its own: what another part of the program rolls back on the same one is forgotten. Let it wait for a lock instead of
 * failing (`PRAGMA busy_timeout`), and set `PRAGMA journal_mode = WAL` where you create the table: the file keeps it, and
 * of processes that switch at the same moment one may fail, whatever the time-out.
 *
 * @example
 * createWebhookHandler({ secret, dedupe: sqliteStore(new DatabaseSync("webhooks.db")) });
 */
export function sqliteStore(
  client: SqliteClient,
  { now = () => Date.now(), ...options }: SqliteStoreOptions = {},
): SqliteStore {
  const table = checkTable(options);
  const claimSql = `INSERT INTO ${table} AS t (key, token, expires_at) VALUES (?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET token = excluded.token, done = 0, expires_at = excluded.expires_at
    WHERE t.expires_at <= ? RETURNING key`;
  const completeSql = `INSERT INTO ${table} AS t (key, token, done, expires_at) VALUES (?, ?, 1, ?)
    ON CONFLICT (key) DO UPDATE SET token = excluded.token, done = 1, expires_at = excluded.expires_at
    WHERE t.token = excluded.token OR t.expires_at <= ?`;

  return {
    async claim(key, { leaseMs }) {
      const token = crypto.randomUUID();
      const nowMs = now();
      // One client says undefined for no row, another null. A promise, of a client that has them, would mean a row.
      if (await client.prepare(claimSql).get(key, token, nowMs + leaseMs, nowMs)) return { state: "new", token };
      const done = await client.prepare(`SELECT 1 FROM ${table} WHERE key = ? AND done = 1`).get(key);
      return { state: done ? "done" : "busy" };
    },
    async complete(key, token, { ttlMs }) {
      const nowMs = now();
      await client.prepare(completeSql).run(key, token, nowMs + ttlMs, nowMs);
    },
    async release(key, token) {
      await client.prepare(`DELETE FROM ${table} WHERE key = ? AND token = ? AND done = 0`).run(key, token);
    },
    createTable() {
      client.prepare(sqliteTable(options)).run();
    },
    purge() {
      client.prepare(`DELETE FROM ${table} WHERE expires_at <= ?`).run(now());
    },
  };
}
