import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { withExcerpts, writeIfChanged } from "@workos-kit/codegen";
import { createMock } from "../src/mock.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = "docs/testing";

/** Every page about testing, by its path in the repository. */
export function readPages(): Map<string, string> {
  const names = readdirSync(root + folder).filter((name) => name.endsWith(".md"));
  return new Map(names.map((name) => [`${folder}/${name}`, readSource(`${folder}/${name}`)]));
}

/** Reads a file of the repository. */
export function readSource(path: string): string {
  return readFileSync(root + path, "utf8");
}

/** A page as it should be: excerpts as their files have them, the table of seeds as the dashboard has it. */
export function upToDate(page: string): string {
  const table = /(<!-- seedable -->\n)[\s\S]*?(<!-- \/seedable -->)/;
  return withExcerpts(page, readSource).replace(table, (_, begin, end) => `${begin}${seedable()}${end}`);
}

function seedable(): string {
  const rows = Object.entries(createMock().dashboard).flatMap(([name, functions]) => {
    const add = ["create", "provision", "update"].find((each) => each in functions);
    return add === undefined ? [] : [`| \`${name}\` | \`${add}\` |`];
  });
  return ["| Key | Each entry is given to |", "| --- | --- |", ...rows, ""].join("\n");
}

// node scripts/excerpts.ts: brings the pages up to date after an example has changed.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, page] of readPages()) await writeIfChanged(root + path, upToDate(page));
}
