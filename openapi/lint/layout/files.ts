import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type SpecFile = { path: string; name: string; lines: number; text: string };
export type Folder = { path: string; entries: number; files: SpecFile[]; folders: Folder[] };

/** The files below a folder of the spec, as they lie on the disk: what no reference leads to is seen as well. */
export function readFolder(path: string): Folder {
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const files: SpecFile[] = [];
  const folders: Folder[] = [];
  for (const entry of entries) {
    const at = join(path, entry.name);
    if (entry.isDirectory()) folders.push(readFolder(at));
    else {
      const text = readFileSync(at, "utf8");
      files.push({ path: at, name: entry.name, text, lines: text.split("\n").length - (text.endsWith("\n") ? 1 : 0) });
    }
  }
  return { path, entries: entries.length, files, folders };
}

/** A folder and every folder below it. */
export function allFolders(folder: Folder): Folder[] {
  return [folder, ...folder.folders.flatMap(allFolders)];
}
