import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Rule, roomOf, shortPath } from "../rule.ts";
import { allFolders, readFolder, type SpecFile } from "./files.ts";
import { sourceOf } from "./source.ts";

const pascalCase = /^[A-Z][A-Za-z0-9]*$/;
const tables =
  /^(paths|events|errors|parameters|responses|headers|[a-z][a-z0-9]*(-[a-z0-9]+)*-(paths|events|errors))\.yaml$/;

type Definition = { name: string; file: SpecFile; line: number };

/** The names a file gives to schemas: its own, or the keys of an `errors.yaml`. */
function definitionsIn(file: SpecFile): Definition[] {
  const name = file.name.replace(/\.yaml$/, "");
  if (pascalCase.test(name)) return [{ name, file, line: 1 }];
  if (!file.name.endsWith("errors.yaml")) return [];
  return file.text.split("\n").flatMap((text, index) => {
    const key = /^([A-Za-z0-9]+):/.exec(text)?.[1];
    return key === undefined ? [] : [{ name: key, file, line: index + 1 }];
  });
}

/** A file is named like the type it holds, and no two rooms use one name: the name on the door is the name inside. */
export const schemaName: Rule = () => ({
  Root(_, { report, location }) {
    const room = roomOf(location);
    const seen = new Map<string, Definition>();
    const files = ["resources", "shared"]
      .filter((top) => existsSync(join(room, top)))
      .flatMap((top) => allFolders(readFolder(join(room, top))).flatMap((folder) => folder.files));
    for (const file of files) {
      if (!tables.test(file.name) && !/^[A-Z][A-Za-z0-9]*\.yaml$/.test(file.name))
        report({
          message: `\`${file.name}\` is neither a table (paths.yaml, events.yaml, errors.yaml, parameters.yaml) nor a schema named in PascalCase.`,
          location: sourceOf(file, 1),
        });
      for (const definition of definitionsIn(file)) {
        const first = seen.get(definition.name);
        if (first)
          report({
            message: `The name ${definition.name} is taken by ${shortPath(room, first.file.path)}. Same thing: reference that file. Another thing: give it another name.`,
            location: sourceOf(definition.file, definition.line),
          });
        else seen.set(definition.name, definition);
      }
    }
  },
});
