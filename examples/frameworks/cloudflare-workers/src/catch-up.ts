// #region docs
import type { Client } from "@workos-kit/client";
import { type CursorStore, syncEvents } from "@workos-kit/client/events";
import type { EventOf } from "@workos-kit/webhooks";
import type { Env } from "./env.ts";
import { applyUserEvent, userEvents } from "./users.ts";

/** Reads the event log to its end, from where the last run came to: also what no webhook has told. */
export async function catchUp(workos: Client, { USERS, CURSORS }: Env): Promise<void> {
  const options = { events: [...userEvents], cursors: d1Cursors(CURSORS), follow: false, saveEvery: 20 };
  for await (const event of syncEvents<EventOf<(typeof userEvents)[number]>>(workos, options)) {
    await applyUserEvent(USERS, event);
  }
}

/** Keeps the position in D1. Workers KV would do worse: it may answer with an old one for a minute. */
function d1Cursors(db: D1Database): CursorStore {
  const save =
    "INSERT INTO workos_cursors (name, cursor) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET cursor = excluded.cursor";
  return {
    load: (name) => db.prepare("SELECT cursor FROM workos_cursors WHERE name = ?").bind(name).first<string>("cursor"),
    save: async (name, cursor) => void (await db.prepare(save).bind(name, cursor).run()),
  };
}
// #endregion
