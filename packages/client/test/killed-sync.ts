import { appendFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { createClient } from "../src/client.ts";
import { sqliteCursors, syncEvents } from "../src/events.ts";

// Run by kill-sync.test.ts: copies the event log at argv[2] into the file at argv[3], until somebody kills it.
const [, , baseUrl = "", file = "", database = ""] = process.argv;
const db = new DatabaseSync(database);
db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
const cursors = sqliteCursors(db);
await cursors.createTable();
const client = createClient({ apiKey: "sk_test", baseUrl });
for await (const event of syncEvents(client, { cursors, follow: false, limit: 7 })) {
  appendFileSync(file, `${event.id}\n`);
}
process.send?.("done");
