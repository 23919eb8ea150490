// #region sync
import { DatabaseSync } from "node:sqlite";
import { sqliteCursors, syncEvents } from "@workos-kit/client/events";
import { workos } from "./workos.ts";

export async function follow(path: string, apply: (name: string, id: string) => Promise<void>, signal: AbortSignal) {
  const cursors = sqliteCursors(new DatabaseSync(path));
  await cursors.createTable();
  const events = ["user.created", "user.updated", "user.deleted"];
  for await (const event of syncEvents(workos, { events, cursors, signal })) {
    await apply(event.event, event.id); // must be able to see the same event twice
  }
}

// #endregion

// #region once
import { type PostgresCursorClient, postgresCursors } from "@workos-kit/client/events";

/** `db` is one connection, not a pool: a transaction belongs to its connection. */
export async function copy(db: PostgresCursorClient) {
  const cursors = postgresCursors(db);
  for await (const event of syncEvents(workos, { cursors, name: "copy", follow: false })) {
    await db.query("BEGIN", []);
    try {
      await db.query("INSERT INTO history (id, event) VALUES ($1, $2)", [event.id, event.event]);
      await cursors.save("copy", event.id); // both or neither
      await db.query("COMMIT", []);
    } catch (error) {
      await db.query("ROLLBACK", []);
      throw error;
    }
  }
}

// #endregion

// #region typed
import type { EventOf } from "@workos-kit/webhooks";

const userEvents = ["user.created", "user.updated"] as const;

export async function addresses(): Promise<string[]> {
  const found = new Set<string>();
  const options = { events: [...userEvents], follow: false };
  for await (const event of syncEvents<EventOf<(typeof userEvents)[number]>>(workos, options)) {
    found.add(event.data.email);
  }
  return [...found];
}

// #endregion

// #region range
export async function count(from: Date, until: Date): Promise<number> {
  let count = 0;
  for await (const _event of syncEvents(workos, { from, until })) count++;
  return count;
}

// #endregion

// #region backfill
import { backfillDirectory } from "@workos-kit/client/events";

export async function emailsOf(directory: string): Promise<string[]> {
  const emails: string[] = [];
  for await (const entry of backfillDirectory(workos, directory)) {
    if (entry.kind === "user" && entry.user.email) emails.push(entry.user.email);
  }
  return emails;
}
// #endregion
