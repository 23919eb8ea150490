import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

// Declarations are the same for both module systems, and an ES module may import those of a CommonJS one. So they are
// kept once, as .d.cts, and every .d.ts refers to them: that halves what is installed. The types of events must not be
// bundled into an entry either: declaration merging needs `export *` from the file that declares the map.
const dist = fileURLToPath(new URL("../dist/", import.meta.url));
for (const name of await readdir(dist)) {
  if (name.endsWith(".d.cts")) {
    const text = await readFile(dist + name, "utf8");
    const shared = text.replace(/(["'])[\w./]*event-types\.ts\1/g, "$1./event-types.cjs$1");
    await writeFile(
      dist + name,
      shared.replace(/^ {4,}/gm, (indent) => "\t".repeat(indent.length / 4)),
    );
  } else if (/-[\w-]{8}\.d\.ts$/.test(name)) {
    await rm(dist + name);
  } else if (name.endsWith(".d.ts")) {
    await writeFile(dist + name, `export * from "./${name.replace(/\.d\.ts$/, ".cjs")}";\n`);
  }
}
