import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { withExcerpts, writeIfChanged } from "@workos-kit/codegen";
import { seedSchema } from "../src/controls/seed-schema.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = "docs/testing";

export const readme = "packages/testing/README.md";

/** Every page about testing, by its path in the repository. */
export function readPages(): Map<string, string> {
  const names = readdirSync(root + folder).filter((name) => name.endsWith(".md"));
  return new Map([readme, ...names.map((name) => `${folder}/${name}`)].map((path) => [path, readSource(path)]));
}

/** Reads a file of the repository. */
export function readSource(path: string): string {
  return readFileSync(root + path, "utf8");
}

/** A page as it should be: excerpts as their files have them, the table of seeds as the dashboard's types have it. */
export function upToDate(page: string): string {
  const table = /(<!-- seedable -->\n)[\s\S]*?(<!-- \/seedable -->)/;
  return withExcerpts(page, readSource).replace(table, (_, begin, end) => `${begin}${seedable()}${end}`);
}

function seedable(): string {
  const { properties = {}, $defs } = seedSchema();
  const rows = Object.entries(properties).map(([name, { anyOf: [entry = {}] = [] }]) => {
    const schema = entry.$ref === undefined ? entry : ($defs[entry.$ref.slice("#/$defs/".length)] ?? {});
    const variants = schema.anyOf ?? [schema];
    const fields = new Set(variants.flatMap((each) => Object.keys(each.properties ?? {})));
    const isRequired = (field: string) => variants.every((each) => each.required?.includes(field));
    const list = [...fields].map((field) => (isRequired(field) ? `**${field}**` : field));
    return `| \`${name}\` | ${list.join(", ")} |`;
  });
  return ["| Key | Fields of an entry; those in bold are required |", "| --- | --- |", ...rows, ""].join("\n");
}

// node scripts/excerpts.ts: brings the pages up to date after an example has changed.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, page] of readPages()) await writeIfChanged(root + path, upToDate(page));
}
