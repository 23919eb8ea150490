import { type FSWatcher, globSync, readdirSync, watch } from "node:fs";
import { join } from "node:path";

/**
 * Calls back when an entry of these folders, or of one below them, is written, added, renamed or removed.
 *
 * Each folder has a watcher of its own: Node's recursive watching loses a file on Linux once an editor has replaced it
 * by renaming another over it, which most editors do.
 */
export function watchFolders(tops: readonly string[], onChange: (file: string | null) => void): Disposable {
  const watchers = new Map<string, FSWatcher>();
  let isWatching = false;

  function add(folder: string): void {
    if (watchers.has(folder)) return;
    const watcher = watch(folder, (_, file) => {
      refresh();
      onChange(file);
    });
    // A folder that is removed while it is watched.
    watcher.on("error", () => remove(folder));
    watchers.set(folder, watcher);
  }

  function remove(folder: string): void {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  }

  function refresh(): void {
    const below = tops.flatMap((top) =>
      globSync("**/", { cwd: top, withFileTypes: true }).map((entry) => join(entry.parentPath, entry.name)),
    );
    const folders = new Set([...tops, ...below]);
    for (const folder of watchers.keys()) if (!folders.has(folder)) remove(folder);
    const added = [...folders].filter((folder) => !watchers.has(folder));
    for (const folder of folders) add(folder);
    // What a new folder holds may have been written before anybody watched it.
    if (isWatching) for (const folder of added) for (const file of readdirSync(folder)) onChange(file);
  }

  refresh();
  isWatching = true;
  return { [Symbol.dispose]: () => [...watchers.keys()].forEach(remove) };
}
