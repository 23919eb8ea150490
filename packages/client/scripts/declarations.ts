/**
 * Makes the `.d.ts` of each entry point to its `.d.cts`, drops the chunks that nothing refers to any more, and indents
 * with tabs. ESM may always import the types of CommonJS, so one copy serves both.
 */
export function shareDeclarations(files: ReadonlyMap<string, string>): Map<string, string> {
  const shared = new Map<string, string>();
  for (const [name, content] of files) {
    if (name.endsWith(".d.cts")) shared.set(name, indentWithTabs(content));
    // Chunks carry a hash; only the shared files refer to them now, under their own names.
    else if (files.has(name.replace(/\.d\.ts$/, ".d.cts")) && !/-[\w-]{8}\.d\.ts$/.test(name)) {
      shared.set(name, `export * from "./${name.replace(/\.d\.ts$/, ".cjs")}";\n`);
    }
  }
  return shared;
}

function indentWithTabs(content: string): string {
  // openapi-typescript's types are for machines: without indentation they are a fifth smaller.
  const isForMachines = content.includes("interface paths {");
  return content.replace(/^( {4})+/gm, (indent) => (isForMachines ? "" : "\t".repeat(indent.length / 4)));
}
