import ts from "typescript";
import { printRenames } from "../print-tables.ts";
import { fields } from "./fields.ts";

const opening = "<!-- types: pnpm --filter @workos-kit/tests-contract migration-page -->";
const closing = "<!-- /types -->";

/** What stands in `instead.ts`: the new types as text, and where each is imported from. */
export interface WrittenTypes {
  readonly rows: ReadonlyMap<string, string>;
  readonly doors: ReadonlyMap<string, string>;
}

/** Reads the rows as they are written, for people to copy. */
export function readWrittenTypes(source: string): WrittenTypes {
  const file = ts.createSourceFile("instead.ts", source, ts.ScriptTarget.Latest);
  const rows = new Map<string, string>();
  const doors = new Map<string, string>();
  for (const each of file.statements) {
    if (ts.isImportDeclaration(each) && ts.isStringLiteral(each.moduleSpecifier)) {
      const bindings = each.importClause?.namedBindings;
      const names = bindings && ts.isNamedImports(bindings) ? bindings.elements : [];
      for (const { name } of names) doors.set(name.text, each.moduleSpecifier.text);
    }
    if (!ts.isInterfaceDeclaration(each)) continue;
    for (const member of each.members) {
      if (!ts.isPropertySignature(member) || member.type === undefined) throw new Error("A row is a field.");
      rows.set(member.name.getText(file), member.type.getText(file).replace(/\s+/g, " "));
    }
  }
  return { rows, doors };
}

/** The page with its table of types as the rows say. */
export function withTypes(page: string, written: WrittenTypes): string {
  const [before, rest] = page.split(opening);
  const after = rest?.split(closing)[1];
  if (before === undefined || after === undefined) throw new Error("The page has no place for the types.");
  const names = new Set([...written.rows.keys(), ...Object.keys(fields)]);
  const lines = [...names].sort((one, other) => one.localeCompare(other)).map((name) => printRow(name, written));
  return `${before}${opening}\n\n| \`@workos-inc/node\` | Instead | From | Different |\n| --- | --- | --- | --- |\n${lines.join("\n")}\n\n${closing}${after}`;
}

function printRow(name: string, { rows, doors }: WrittenTypes): string {
  // Without a row of its own, a type has the same name here.
  const instead = rows.get(name) ?? name;
  const door = [...instead.matchAll(/\w+/g)].flatMap(([word]) => doors.get(word) ?? [])[0] ?? doorOfSameName(name);
  const different = printRenames(fields[name] ?? {});
  return `| \`${name}\` | \`${instead.replaceAll("|", "\\|")}\` | \`${door.replace("@workos-kit/", "")}\` | ${different} |`;
}

function doorOfSameName(name: string): string {
  return name === "EventBase" ? "@workos-kit/webhooks" : "@workos-kit/client/types";
}
