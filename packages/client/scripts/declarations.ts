import { importFromHomes } from "./declaration-homes.ts";
import { restoreNames } from "./declaration-names.ts";

/**
 * Makes the `.d.ts` of each entry point to its `.d.cts`, drops the chunks that nothing refers to any more, and indents
 * with tabs. ESM may always import the types of CommonJS, so one copy serves both.
 */
export function shareDeclarations(files: ReadonlyMap<string, string>): Map<string, string> {
  const shared = new Map<string, string>();
  for (const [name, content] of files) {
    if (name.endsWith(".d.cts")) shared.set(name, shorten(content));
    // Chunks carry a hash; only the shared files refer to them now, under their own names.
    else if (files.has(name.replace(/\.d\.ts$/, ".d.cts")) && !/-[\w-]{8}\.d\.ts$/.test(name)) {
      shared.set(name, `export * from "./${name.replace(/\.d\.ts$/, ".cjs")}";\n`);
    }
  }
  return importFromHomes(restoreNames(shared));
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
