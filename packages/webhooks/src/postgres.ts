import type { DedupeStore } from "./dedupe/dedupe-store.ts";
import { checkTable, type SqlStoreOptions } from "./dedupe/sql-table.ts";

export type { DedupeStore, SqlStoreOptions };

/** The part of a PostgreSQL client that the store needs: `pg`'s Pool and Client have it, and so do PGlite and Neon's Pool. */
export interface PostgresClient {
  query(text: string, values: unknown[]): Promise<{ rows: unknown[] }>;
}

/** A {@link DedupeStore} with the chores of a table. */
export interface PostgresStore extends DedupeStore {
  /** Creates the table unless it exists. For tests and small programs; see {@link postgresTable} for migrations. */
  createTable(): Promise<void>;
  /** Deletes what has expired. Call it once a day. */
  purge(): Promise<void>;
}

/** The statement that creates the table, for a migration. */
export function postgresTable(options: SqlStoreOptions = {}): string {
  return `CREATE TABLE IF NOT EXISTS ${checkTable(options)} (
  key text PRIMARY KEY,
  token uuid NOT NULL,
  done boolean NOT NULL DEFAULT false,
  expires_at timestamptz NOT NULL
)`;
}

/**
 * Keeps handled events in PostgreSQL, through the client you have. Give a pool, or a client of its own: inside a
 * transaction that is rolled back, the memory of the event would be lost with it.
 *
 * @example
 * createWebhookHandler({ secret, dedupe: postgresStore(new Pool({ connectionString })) });
 */
export function postgresStore(client: PostgresClient, options: SqlStoreOptions = {}): PostgresStore {
  const table = checkTable(options);
  // The database's clock decides, so the clocks of the processes do not matter.
  const after = (parameter: string): string => `clock_timestamp() + ${parameter}::float8 * interval '1 millisecond'`;
  const claimSql = `INSERT INTO ${table} AS t (key, token, expires_at) VALUES ($1, $2, ${after("$3")})
    ON CONFLICT (key) DO UPDATE SET token = excluded.token, done = false, expires_at = excluded.expires_at
    WHERE t.expires_at <= clock_timestamp() RETURNING key`;
  // A claim whose lease ran out unnoticed is still completed; one that somebody else holds by now is not.
  const completeSql = `INSERT INTO ${table} AS t (key, token, done, expires_at) VALUES ($1, $2, true, ${after("$3")})
    ON CONFLICT (key) DO UPDATE SET token = excluded.token, done = true, expires_at = excluded.expires_at
    WHERE t.token = excluded.token OR t.expires_at <= clock_timestamp()`;

  return {
    async claim(key, { leaseMs }) {
      const token = crypto.randomUUID();
      const { rows } = await client.query(claimSql, [key, token, leaseMs]);
      if (rows.length > 0) return { state: "new", token };
      const found = await client.query(`SELECT 1 FROM ${table} WHERE key = $1 AND done`, [key]);
      // Gone in between means that its holder gave it back: busy, and WorkOS delivers again.
      return { state: found.rows.length > 0 ? "done" : "busy" };
    },
    async complete(key, token, { ttlMs }) {
      await client.query(completeSql, [key, token, ttlMs]);
    },
    async release(key, token) {
      await client.query(`DELETE FROM ${table} WHERE key = $1 AND token = $2 AND NOT done`, [key, token]);
    },
    async createTable() {
      const create = () => client.query(postgresTable(options), []);
      // IF NOT EXISTS does not see a table that another process is creating, and collides with its type in the catalogue.
      await create().catch((error) => {
        if (error?.code === "23505" || error?.code === "42710") return create();
        throw error;
      });
    },
    async purge() {
      await client.query(`DELETE FROM ${table} WHERE expires_at <= clock_timestamp()`, []);
    },
  };
}
