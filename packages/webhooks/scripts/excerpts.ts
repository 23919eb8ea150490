import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { withExcerpts, writeIfChanged } from "@workos-kit/codegen";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Every page about webhooks, the README among them, by its path in the repository. */
export function readPages(): Map<string, string> {
  const names = readdirSync(`${root}docs/webhooks`).filter((name) => name.endsWith(".md"));
  const paths = ["packages/webhooks/README.md", ...names.map((name) => `docs/webhooks/${name}`)];
  return new Map(paths.map((path) => [path, readSource(path)]));
}

/** Reads a file of the repository. */
export function readSource(file: string): string {
  return readFileSync(root + file, "utf8");
}

// node scripts/excerpts.ts: brings the pages up to date after an example has changed.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, page] of readPages()) await writeIfChanged(root + path, withExcerpts(page, readSource));
}
