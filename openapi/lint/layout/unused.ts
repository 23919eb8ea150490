import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Rule, roomOf } from "../rule.ts";
import { allFolders, readFolder } from "./files.ts";
import { sourceOf } from "./source.ts";

const reference = /\$ref:\s*["']?([^"'\s#}]*)(?:#\/([^"'\s}]*))?/g;

/** Everything that a file refers to: `file` and `file#key`, for the first key of the pointer. */
function targetsIn(path: string, text: string): string[] {
  return [...text.matchAll(reference)].flatMap(([, file = "", pointer = ""]) => {
    const target = file === "" ? path : resolve(dirname(path), file);
    return [target, `${target}#${pointer.replaceAll("~1", "/")}`];
  });
}

/** What nothing leads to is in no bundle, no type and no test, and still looks like a fact. */
export const unused: Rule = () => ({
  Root(_, { report, location }) {
    const room = roomOf(location);
    const root = location.source.absoluteRef;
    const files = ["resources", "shared"]
      .filter((top) => existsSync(join(room, top)))
      .flatMap((top) => allFolders(readFolder(join(room, top))).flatMap((folder) => folder.files));
    const used = new Set(targetsIn(root, readFileSync(root, "utf8")));
    for (const { path, text } of files) for (const target of targetsIn(path, text)) used.add(target);

    for (const file of files) {
      if (!used.has(file.path)) {
        report({ message: "Nothing leads to this file: reference it, or delete it.", location: sourceOf(file, 1) });
        continue;
      }
      if (/^[A-Z]/.test(file.name)) continue;
      for (const [index, line] of file.text.split("\n").entries()) {
        const key = /^([\w./-]+):/.exec(line)?.[1];
        if (key !== undefined && !used.has(`${file.path}#${key}`))
          report({
            message: `Nothing leads to \`${key}\`: reference it, or delete it.`,
            location: sourceOf(file, index + 1),
          });
      }
    }
  },
});
