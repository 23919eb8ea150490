import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { withExcerpts, writeIfChanged } from "@workos-kit/codegen";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const guides = "docs/client";

const recipes = [
  "from-workos-node",
  "opentelemetry",
  "tanstack-query",
  "next",
  "sveltekit",
  "express",
  "hono",
  "cloudflare-workers",
];

/** Every page about the client, by its path in the repository. */
export function readPages(): Map<string, string> {
  const names = readdirSync(root + guides).filter((name) => name.endsWith(".md"));
  const pages = [
    "packages/client/README.md",
    "README.md",
    ...recipes.map((name) => `docs/recipes/${name}.md`),
    ...names.map((name) => `${guides}/${name}`),
  ];
  return new Map(pages.map((path) => [path, readSource(path)]));
}

/** Reads a file of the repository. */
export function readSource(path: string): string {
  return readFileSync(root + path, "utf8");
}

// node scripts/excerpts.ts: brings the pages up to date after an example has changed.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, page] of readPages()) await writeIfChanged(root + path, withExcerpts(page, readSource));
}
