/**
 * Runs the benchmarks: every `bench/<room>/*.ts`, one after the other so that they do not disturb each other. Each prints
 * ratios against peers measured in the same run. `pnpm bench webhooks` runs one room.
 */
import { globSync } from "node:fs";
import { basename, dirname } from "node:path";
import { root, step } from "./step.ts";

const wanted = process.argv.slice(2);
const files = globSync("bench/*/*.ts", { cwd: root })
  .filter((file) => !file.includes("node_modules") && !basename(file).startsWith("_"))
  .filter((file) => wanted.length === 0 || wanted.includes(basename(dirname(file))))
  .sort();

if (files.length === 0) {
  const rooms = [...new Set(globSync("bench/*/*.ts", { cwd: root }).map((file) => basename(dirname(file))))];
  console.error(`There is no benchmark of ${wanted.join(", ")}. Rooms: ${rooms.join(", ")}.`);
  process.exit(1);
}
const isBuilt = step("Build what is measured", "turbo", [
  "run",
  "build",
  "--filter=./packages/*",
  "--output-logs=errors-only",
]);
const failed = isBuilt ? files.filter((file) => !step(file, "node", ["--expose-gc", file])) : files;
if (failed.length > 0) {
  console.error(`These did not run to the end: ${failed.join(", ")}.`);
  process.exitCode = 1;
}
