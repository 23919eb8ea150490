import type { Core } from "../core/core.ts";
import type { ListCall } from "../core/page.ts";
import { platform, type World } from "../core/world.ts";
import type { DirectoryGroup, DirectoryUserWithGroups } from "../generated/models.ts";
import { listDirectoryGroups } from "../generated/operations/directory-groups.ts";
import { listDirectoryUsers } from "../generated/operations/directory-users.ts";
import { type CursorStore, memoryCursors } from "./cursor-store.ts";

/** Something of a directory. */
export type DirectoryEntry = { kind: "group"; group: DirectoryGroup } | { kind: "user"; user: DirectoryUserWithGroups };

/** How fast a directory is read, and where it goes on. */
export interface BackfillOptions {
  /** Requests per second. The API allows 4 for the users of a directory. @default 4 */
  requestsPerSecond?: number;
  /** Entries per request. @default 100 */
  limit?: number;
  /** Remembers how far it has come, page by page, to go on after a crash. @default in memory */
  cursors?: CursorStore;
  /** Keeps several back-fills apart; one that is done gives nothing more under its name. @default "directory:<id>" */
  name?: string;
  /** Ends the reading; it throws the reason. */
  signal?: AbortSignal;
  /** Clock and sleep, for tests. @default the platform's */
  world?: Partial<World>;
}

/**
 * Reads a whole directory: its groups, then its users with their groups. Stays under the API's rate limit by itself.
 * Start `syncEvents` from a time before this, so that no change made meanwhile is missed.
 */
export async function* backfillDirectory(
  client: Core,
  directory: string,
  options: BackfillOptions = {},
): AsyncGenerator<DirectoryEntry, void, undefined> {
  const { signal } = options;
  const { now, sleep } = { ...platform, ...options.world };
  const { requestsPerSecond = 4, limit = 100, cursors = memoryCursors(), name = `directory:${directory}` } = options;
  const intervalMs = 1000 / (requestsPerSecond > 0 ? requestsPerSecond : 4);
  let earliest = Number.NEGATIVE_INFINITY;
  const pace = async () => {
    if (now() < earliest) await sleep(earliest - now(), signal);
    earliest = Math.max(now(), earliest) + intervalMs;
  };
  const pages = async function* <Item>(
    kind: string,
    after: string | undefined,
    load: (after?: string) => ListCall<Item>,
  ) {
    let cursor = after;
    for (;;) {
      await pace();
      const page = await load(cursor);
      yield page.data;
      cursor = page.list_metadata.after ?? undefined;
      await cursors.save(name, cursor === undefined ? `${kind} done` : `${kind} ${cursor}`);
      if (cursor === undefined) return;
    }
  };
  const saved = await cursors.load(name);
  const [, kind, cursor] = /^(groups|users) (\S+)$/.exec(saved ?? "") ?? [];
  // Taken for one of its own, it would let the groups out.
  if (saved && kind === undefined) throw new TypeError(`The cursor "${name}" is not that of a directory.`);
  const call = { signal };

  if (kind === undefined || (kind === "groups" && cursor !== "done")) {
    const load = (after?: string) =>
      listDirectoryGroups(client, { directory, limit, ...(after ? { after } : {}) }, call);
    for await (const groups of pages("groups", cursor, load))
      for (const group of groups) {
        yield { kind: "group", group };
        signal?.throwIfAborted();
      }
  }
  if (kind === "users" && cursor === "done") return;
  const load = (after?: string) => listDirectoryUsers(client, { directory, limit, ...(after ? { after } : {}) }, call);
  const start = kind === "users" ? cursor : undefined;
  for await (const users of pages("users", start, load))
    for (const user of users) {
      yield { kind: "user", user };
      signal?.throwIfAborted();
    }
}
