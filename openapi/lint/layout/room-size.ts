import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Rule, roomOf, shortPath } from "../rule.ts";
import { allFolders, readFolder } from "./files.ts";
import { sourceOf } from "./source.ts";

/** Rooms stay small enough to be read at a glance: a dozen entries in a folder, 250 lines in a file. */
export const roomSize: Rule = (options) => {
  const entries = Number(options?.entries ?? 12);
  const lines = Number(options?.lines ?? 250);
  return {
    Root(_, { report, location }) {
      const room = roomOf(location);
      for (const top of ["resources", "shared"]) {
        if (!existsSync(join(room, top))) continue;
        for (const folder of allFolders(readFolder(join(room, top)))) {
          const [first] = folder.files;
          if (folder.entries > entries)
            report({
              message: `${shortPath(room, folder.path)} has ${folder.entries} entries; a folder holds at most ${entries}. Split the resource in two, or give what belongs together a folder of its own.`,
              location: first ? sourceOf(first, 1) : location,
            });
          for (const file of folder.files)
            if (file.lines > lines && file.name !== "errors.yaml")
              report({
                message: `${file.lines} lines; a file holds at most ${lines}. Move paths that belong together to a \`<what>-paths.yaml\` beside it.`,
                location: sourceOf(file, lines + 1),
              });
        }
      }
    },
  };
};
