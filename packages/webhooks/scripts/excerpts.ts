import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { writeIfChanged } from "@workos-kit/codegen";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = `${root}docs/webhooks/`;

/** The lines between `// #region <name>` and `// #endregion`, without their common indentation. */
export function regionOf(source: string, name: string): string {
  const lines = source.split("\n");
  const start = lines.findIndex((line) => line.trim() === `// #region ${name}`);
  const length = lines.slice(start).findIndex((line) => line.trim() === "// #endregion");
  if (start < 0 || length < 0) throw new Error(`There is no region ${name}.`);
  const region = lines.slice(start + 1, start + length);
  const indent = Math.min(...region.filter((line) => line !== "").map((line) => line.search(/\S/)));
  return region.map((line) => line.slice(indent)).join("\n");
}

/** A page with every code block after `<!-- excerpt: file#region -->` as it stands in that file. */
export function withExcerpts(page: string, read: (file: string) => string): string {
  return page.replace(
    /(<!-- excerpt: (\S+?)#(\S+) -->\n```ts\n)[\s\S]*?(```)/g,
    (_block, opening: string, file: string, region: string, closing: string) =>
      `${opening}${regionOf(read(file), region)}\n${closing}`,
  );
}

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
