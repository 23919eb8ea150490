import { exportedNames, importFromHomes } from "./declaration-homes.ts";
import { restoreNames } from "./declaration-names.ts";

/**
 * Makes the `.d.ts` of each entry pass on what its `.d.cts` has, drops the chunks that nothing refers to any more, and
 * indents with tabs. ESM may always import the types of CommonJS, so one copy serves both.
 */
export function shareDeclarations(files: ReadonlyMap<string, string>): Map<string, string> {
  const common = [...files].filter(([name]) => name.endsWith(".d.cts"));
  const shared = restoreNames(new Map(common.map(([name, content]) => [name, shorten(content)])));
  for (const name of files.keys()) {
    const door = name.replace(/\.d\.ts$/, "");
    // Chunks carry a hash; only the shared files refer to them now, under their own names.
    if (!shared.has(`${door}.d.cts`) || /-[\w-]{8}$/.test(door)) continue;
    // By name: of `export *` the compiler makes a table of all names first, a sixth of its work for ten lines of a user.
    // `/types` names a thousand, few of which a program imports: there the list would cost more than the table.
    const names = door === "types" ? "*" : `{ ${exportedNames(shared, door).join(", ")} }`;
    shared.set(name, `export ${names} from './${door}.cjs';\n`);
  }
  return importFromHomes(shared);
}

function shorten(content: string): string {
  if (!content.includes("interface paths {")) {
    return content.replace(/^( {4})+/gm, (indent) => "\t".repeat(indent.length / 4));
  }
  // openapi-typescript's types are for machines: what they repeat two thousand times gets a short name.
  const short = content
    .replace(/^[ \t]+/gm, "")
    .replace(/headers: \{\s+\[name: string\]: unknown;\s+\};/g, "headers: H;")
    .replace(
      /components\["(schemas|responses|parameters)"\]\[/g,
      (_, kind: string) => `${kind.charAt(0).toUpperCase()}[`,
    );
  const names = ["schemas", "responses", "parameters"].map((kind) => {
    return `type ${kind.charAt(0).toUpperCase()} = components["${kind}"];\n`;
  });
  return `${names.join("")}type H = { [name: string]: unknown };\n${short}`;
}
