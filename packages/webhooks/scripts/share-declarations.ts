import { readdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

// Types are the same for both module systems, and an ES module may import the declarations of a CommonJS one. So the
// shared declarations are kept once, as .d.cts, which halves what is installed.
const dist = fileURLToPath(new URL("../dist/", import.meta.url));
for (const name of await readdir(dist)) {
  if (!/-[\w-]{8}\.d\.ts$/.test(name)) continue;
  const common = name.replace(/\.d\.ts$/, ".d.cts");
  const text = await readFile(dist + common, "utf8").catch(() => undefined);
  if (text !== undefined) await writeFile(dist + name, `export * from "./${common.replace(/\.d\.cts$/, ".cjs")}";\n`);
}
