import { DatabaseSync } from "node:sqlite";
import { Client } from "pg";
import { createClient } from "../src/client.ts";
import type { CursorStore } from "../src/events.ts";
import { handleInFile, handleInTransactions } from "./handled-events.ts";

// Run by kill-sync.test.ts: works on the event log at argv[2] until somebody kills it, or until step argv[5], where it
// does so itself. Notes the events in the file argv[3] with its cursors in the SQLite file argv[4]; or notes events and
// cursors in one transaction where argv[4] is the address of a PostgreSQL.
const [, , baseUrl = "", file = "", database = "", fatal = "-1"] = process.argv;
let steps = 0;
const step = () => {
  if (++steps === Number(fatal)) process.kill(process.pid, "SIGKILL");
};
const mortal = (cursors: CursorStore): CursorStore => ({
  async load(name) {
    step();
    const cursor = await cursors.load(name);
    step();
    return cursor;
  },
  async save(name, cursor) {
    step();
    await cursors.save(name, cursor);
    step();
  },
});

const client = createClient({ apiKey: "sk_test", baseUrl });
if (database.startsWith("postgres")) {
  const db = new Client({ connectionString: database });
  await db.connect();
  await handleInTransactions(client, db, step, mortal);
  await db.end();
} else {
  const db = new DatabaseSync(database);
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  await handleInFile(client, file, db, step, mortal);
}
process.send?.("done");
process.disconnect?.();
