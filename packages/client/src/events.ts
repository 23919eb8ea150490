export { type BackfillOptions, backfillDirectory, type DirectoryEntry } from "./events/backfill-directory.ts";
export {
  type CursorStore,
  memoryCursors,
  type PostgresCursorClient,
  postgresCursors,
  type RedisCursorClient,
  redisCursors,
  type SqlCursorOptions,
  type SqlCursorStore,
  type SqliteCursorClient,
  sqliteCursors,
} from "./events/cursor-store.ts";
export { type SyncEventsOptions, syncEvents } from "./events/sync-events.ts";
