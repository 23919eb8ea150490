import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { withExcerpts, writeIfChanged } from "@workos-kit/codegen";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = `${root}docs/webhooks/`;

/** Every page about webhooks, by file name. */
export function readPages(): Map<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith(".md"));
  return new Map(names.map((name) => [name, readFileSync(folder + name, "utf8")]));
}

/** Reads a file of the repository. */
export function readSource(file: string): string {
  return readFileSync(root + file, "utf8");
}

// node scripts/excerpts.ts: brings the pages up to date after an example has changed.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, page] of readPages()) await writeIfChanged(folder + name, withExcerpts(page, readSource));
}
