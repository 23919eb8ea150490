import { type Declarations, openDeclarations, type Parameter } from "../declarations.ts";
import { isCallOptions, parametersFor, takesClient } from "./replacements.ts";
import type { Renames, Replacement, Row } from "./row.ts";
import { rows } from "./rows/index.ts";
import { readVendorMethods, type VendorMethod, vendorClasses, vendorPackage } from "./vendor-methods.ts";

const opening = "<!-- tables: pnpm --filter @workos-kit/tests-contract migration-page -->";
const closing = "<!-- /tables -->";
const longestLine = 116;

/** The declarations that rows are about: the vendor's, and those of every entry that a row names. */
export function openRows(): Declarations {
  const all = Object.values(rows).flatMap((each) => Object.values(each));
  return openDeclarations([vendorPackage, ...new Set(all.flatMap((row) => ("door" in row ? [row.door] : [])))]);
}

/** The page with its tables as the rows say; what stands around them is written by hand. */
export function withTables(page: string, declarations: Declarations): string {
  const [before, rest] = page.split(opening);
  const after = rest?.split(closing)[1];
  if (before === undefined || after === undefined) throw new Error("The page has no place for the tables.");
  const methods = readVendorMethods(declarations);
  const tables = Object.keys(rows).map((module) => printModule(module, methods, declarations));
  const index = Object.keys(rows).map(
    (module) => `[\`${module}\`](#${titleOf(module).replace(".", "").toLowerCase()})`,
  );
  return `${before}${opening}\n\n${index.join(" · ")}\n\n${tables.join("\n")}\n${closing}${after}`;
}

function printModule(module: string, methods: readonly VendorMethod[], declarations: Declarations): string {
  const own = methods.filter((each) => each.module === module);
  const used = own.flatMap(({ name }) => {
    const row = rows[module]?.[name];
    return row && "door" in row ? [row] : [];
  });
  const imports = printImports(used);
  const lines = own.map((method) => printRow(method, rows[module]?.[method.name], declarations));
  const block = imports === "" ? "" : `\n\`\`\`js\n${imports}\n\`\`\`\n`;
  return `### \`${titleOf(module)}\`\n${block}\n| \`@workos-inc/node\` | Instead | Different |\n| --- | --- | --- |\n${lines.join("\n")}\n`;
}

function titleOf(module: string): string {
  return vendorClasses.some((each) => each === module) ? module : `workos.${module}`;
}

function printRow(method: VendorMethod, row: Row | undefined, declarations: Declarations): string {
  const theirs = `\`${method.name}(${method.parameters.map(printParameter).join(", ")})\``;
  if (row === undefined) throw new Error(`${method.module}.${method.name} has no row.`);
  if (!("door" in row)) return `| ${theirs} | nothing | ${row.reason} |`;
  const different = [printRenames(row.renames), row.note].filter((each) => each).join(" ");
  return `| ${theirs} | \`${row.shown ?? printCall(row, declarations)}\` | ${different} |`;
}

function printParameter({ name, isOptional }: Parameter): string {
  return `${name.startsWith("__") ? "options" : name}${isOptional ? "?" : ""}`;
}

/** A call with what must be given. */
function printCall(row: Replacement, declarations: Declarations): string {
  const parameters = parametersFor(row, declarations).filter((each) => !isCallOptions(each));
  const args = parameters.flatMap(({ name, fields, isOptional }) => {
    if (fields === undefined) return isOptional ? [] : [name];
    // What is optional as a whole has a default; only the filters of an operation are worth showing.
    if (isOptional && name !== "input") return [];
    const { constants = {} } = row;
    const required = [...fields].flatMap(([field, isRequired]) => {
      if (field in constants) return [`${field}: "${constants[field]}"`];
      return isRequired ? [field] : [];
    });
    const pagination = ["after", "before", "limit", "order"];
    const shownAlready = [...required, ...Object.keys(constants), ...pagination];
    const others = [...fields.keys()].filter((field) => !shownAlready.includes(field));
    if (required.length === 0 && others.length === 0) return [];
    const shown =
      required.length > 4 ? [...required.slice(0, 4), "…"] : [...required, ...(others.length > 0 ? ["…"] : [])];
    return [`{ ${shown.join(", ")} }`];
  });
  return `${row.name}(${[...(takesClient(row, declarations) ? ["workos"] : []), ...args].join(", ")})`;
}

/** What became of arguments or fields, in a cell. */
export function printRenames(renames: Renames): string {
  const groups = new Map<string, string[]>();
  for (const [name, now] of Object.entries(renames)) {
    if (name === now) continue;
    const text = typeof now === "string" ? `→ \`${now}\`` : `: ${now.gone}`;
    groups.set(text, [...(groups.get(text) ?? []), `\`${name}\``]);
  }
  return [...groups].map(([text, names]) => `${names.join(", ")}${text.startsWith(":") ? "" : " "}${text}.`).join(" ");
}

function printImports(used: readonly Replacement[]): string {
  const doors = [...new Set(used.map(({ door }) => door))].sort();
  return doors
    .map((door) => {
      const names = [...new Set(used.filter((each) => each.door === door).map(({ name }) => name))].sort();
      const line = `import { ${names.join(", ")} } from "${door}";`;
      return line.length <= longestLine ? line : `import {\n${wrap(names)}\n} from "${door}";`;
    })
    .join("\n");
}

function wrap(names: readonly string[]): string {
  const lines = [""];
  for (const name of names) {
    const last = lines.length - 1;
    if (`  ${lines[last]} ${name},`.length > longestLine) lines.push(`${name},`);
    else lines[last] = `${lines[last]} ${name},`.trim();
  }
  return lines.map((line) => `  ${line}`).join("\n");
}
