import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { shareDeclarations } from "./declarations.ts";

// After tsup: the declarations of both module formats say the same, and are two thirds of the package.
const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const names = (await readdir(dist)).filter((name) => /\.d\.c?ts$/.test(name));
const before = new Map(
  await Promise.all(names.map(async (name) => [name, await readFile(dist + name, "utf8")] as const)),
);

const after = shareDeclarations(before);
for (const name of names) {
  const content = after.get(name);
  if (content === undefined) await rm(dist + name);
  else await writeFile(dist + name, content);
}
const bytes = [...after.values()].reduce((sum, content) => sum + Buffer.byteLength(content), 0);
console.log(`client: ${after.size} declaration files, ${Math.round(bytes / 1000)} kB`);
