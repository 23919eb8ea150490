/** Remembers how far a sync has come. Use one that outlives the process; a name per sync keeps several apart. */
export interface CursorStore {
  /** The cursor saved last; nothing before the first. */
  load(name: string): Promise<string | null | undefined>;
  /** Keeps a cursor. Must be durable when it resolves: what comes before it is never asked for again. */
  save(name: string, cursor: string): Promise<void>;
}

/** Remembers for the life of the process. For tests, and for syncs that start over on purpose. */
export function memoryCursors(initial: Record<string, string> = {}): CursorStore {
  const cursors = new Map(Object.entries(initial));
  return {
    load: async (name) => cursors.get(name),
    save: async (name, cursor) => void cursors.set(name, cursor),
  };
}

/** The part of a Redis client that the store needs: ioredis and node-redis both have it. */
export interface RedisCursorClient {
  get(key: string): Promise<unknown>;
  set(key: string, value: string): Promise<unknown>;
}

/** Remembers in Redis. Its persistence decides what a crash of Redis costs: use an append-only file. */
export function redisCursors(client: RedisCursorClient, { prefix = "workos:cursor:" } = {}): CursorStore {
  return {
    async load(name) {
      const found = await client.get(prefix + name);
      // A client may be set to give bytes.
      return textOf(ArrayBuffer.isView(found) ? new TextDecoder().decode(found) : found);
    },
    async save(name, cursor) {
      await client.set(prefix + name, cursor);
    },
  };
}

/** The part of a PostgreSQL client that the store needs: `pg`'s Pool and Client have it. */
export interface PostgresCursorClient {
  query(text: string, values: unknown[]): Promise<{ rows: unknown[] }>;
}

/** The part of a SQLite client that the store needs: node:sqlite, better-sqlite3 and bun:sqlite have it. Promises are awaited. */
export interface SqliteCursorClient {
  prepare(sql: string): { get(...values: string[]): unknown; run(...values: string[]): unknown };
}

/** A store with the chore of its table. */
export interface SqlCursorStore extends CursorStore {
  /** Creates the table unless it exists. */
  createTable(): Promise<void>;
}

/** Where a database keeps the cursors. */
export interface SqlCursorOptions {
  /** Letters, digits, underscores and one dot for the schema. @default "workos_cursors" */
  table?: string;
}

/**
 * Remembers in PostgreSQL. Work and position can be kept together: save the event's id in the transaction of the work,
 * `postgresCursors(transaction).save("events", event.id)`, and each event is worked on exactly once.
 */
export function postgresCursors(client: PostgresCursorClient, options: SqlCursorOptions = {}): SqlCursorStore {
  const table = checkTable(options);
  return {
    async load(name) {
      const { rows } = await client.query(`SELECT cursor FROM ${table} WHERE name = $1`, [name]);
      return cursorOf(rows[0]);
    },
    async save(name, cursor) {
      await client.query(
        `INSERT INTO ${table} (name, cursor) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET cursor = excluded.cursor`,
        [name, cursor],
      );
    },
    async createTable() {
      await client.query(createTable(table), []).catch(async (error) => {
        // "If not exists" is no lock: of processes that create it in the same moment, some are told that it exists. And
        // who may not create tables is refused before it is looked for.
        await client.query(`SELECT name, cursor FROM ${table} LIMIT 0`, []).catch(() => {
          throw error;
        });
      });
    },
  };
}

/** Remembers in SQLite. */
export function sqliteCursors(client: SqliteCursorClient, options: SqlCursorOptions = {}): SqlCursorStore {
  const table = checkTable(options);
  return {
    load: async (name) => cursorOf(await client.prepare(`SELECT cursor FROM ${table} WHERE name = ?`).get(name)),
    async save(name, cursor) {
      const sql = `INSERT INTO ${table} (name, cursor) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET cursor = excluded.cursor`;
      await client.prepare(sql).run(name, cursor);
    },
    async createTable() {
      await client.prepare(createTable(table)).run();
    },
  };
}

function createTable(table: string): string {
  return `CREATE TABLE IF NOT EXISTS ${table} (name text PRIMARY KEY, cursor text NOT NULL)`;
}

function cursorOf(row: unknown): string | undefined {
  return row ? textOf(Object(row).cursor ?? row) : undefined;
}

// Taken for nothing, it would let a sync start over without a word.
function textOf(found: unknown): string | undefined {
  if (found === null || found === undefined) return undefined;
  if (typeof found !== "string") throw new TypeError("The cursor found is not a text.");
  return found;
}

// A name cannot be a parameter of a statement, so it must not be able to be anything but a name.
function checkTable({ table = "workos_cursors" }: SqlCursorOptions): string {
  if (!/^([a-z_]\w*\.)?[a-z_]\w*$/i.test(table)) throw new TypeError(`"${table}" cannot be the name of a table.`);
  return table;
}
