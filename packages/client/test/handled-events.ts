import { appendFileSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import type { Client as PostgresClient } from "pg";
import type { Client } from "../src/client.ts";
import { type CursorStore, postgresCursors, sqliteCursors, syncEvents } from "../src/events.ts";

type Wrap = (cursors: CursorStore) => CursorStore;
const asIs: Wrap = (cursors) => cursors;

/** Notes each event in a file, with the cursor in SQLite. Calls `step` between any two steps. */
export async function handleInFile(client: Client, file: string, db: DatabaseSync, step = () => {}, wrap = asIs) {
  const cursors = sqliteCursors(db);
  await cursors.createTable();
  for await (const { id } of syncEvents(client, { cursors: wrap(cursors), follow: false, limit: 7 })) {
    step();
    appendFileSync(file, `${id}\n`);
    step();
  }
}

/** Notes each event, and the cursor in the same transaction. Calls `step` between any two steps. */
export async function handleInTransactions(client: Client, db: PostgresClient, step = () => {}, wrap = asIs) {
  const cursors = postgresCursors(db);
  for await (const { id } of syncEvents(client, { cursors: wrap(cursors), follow: false, limit: 1 })) {
    step();
    await db.query("BEGIN");
    await db.query("INSERT INTO handled (event) VALUES ($1)", [id]);
    step();
    await cursors.save("events", id);
    step();
    await db.query("COMMIT");
    step();
  }
}
