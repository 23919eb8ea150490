/**
 * Watches the spec and remakes what is generated from it on each save, telling what changed.
 *
 *     pnpm dev [--once] [--spec <folder>] [--out <folder>]
 *
 * With `--out` the bundle and the files of each package go there, and the repository stays as it is.
 */
import { watch } from "node:fs";
import { join, resolve } from "node:path";
import type { Node } from "../openapi/bundle/node.ts";
import { describeChanges } from "../openapi/diff/describe-changes.ts";
import { readOptions } from "../openapi/scripts/read-options.ts";
import { placesOf, regenerate } from "./dev/regenerate.ts";
import { watchFolders } from "./dev/watch-folders.ts";
import { root } from "./step.ts";

/** Editors write a file in several steps, and a checkout writes many: wait until it is quiet. */
const quietMs = 80;
const mostFiles = 12;

const { values } = readOptions("pnpm dev [--once] [--spec <folder>] [--out <folder>]", {
  options: { once: { type: "boolean" }, spec: { type: "string" }, out: { type: "string" } },
});
const spec = resolve(values.spec ?? join(root, "openapi"));
const places = placesOf(spec, values.out === undefined ? undefined : resolve(values.out));

let source: Node | undefined;

/** One turn, told on the terminal; true when it went well. */
async function turn(): Promise<boolean> {
  try {
    const result = await regenerate(places, source);
    if (!result.isFine) {
      console.log(`${result.report}\n✗ Nothing is regenerated until this is mended.`);
      return false;
    }
    const { changes, files, seconds } = result;
    if (source !== undefined && changes.length > 0) console.log(describeChanges(changes));
    for (const file of files.slice(0, mostFiles)) console.log(`  wrote ${file}`);
    if (files.length > mostFiles) console.log(`  and ${files.length - mostFiles} more`);
    source = result.source;
    console.log(`✓ ${files.length} generated files rewritten in ${seconds.toFixed(1)} s.`);
    return true;
  } catch (error) {
    // A half-written file or a mistake in a generator must not end the watch.
    console.log(`✗ ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

let timer: NodeJS.Timeout | undefined;
let isRunning = false;
let isAskedAgain = false;

async function run(): Promise<void> {
  if (isRunning) {
    isAskedAgain = true;
    return;
  }
  isRunning = true;
  do {
    isAskedAgain = false;
    await turn();
  } while (isAskedAgain);
  isRunning = false;
}

function onChange(file: string | null): void {
  if (file !== null && !file.endsWith(".yaml")) return;
  clearTimeout(timer);
  timer = setTimeout(run, quietMs);
}

if (values.once) {
  process.exitCode = (await turn()) ? 0 : 1;
} else {
  // openapi.yaml lies beside node_modules and dist, which need no watching: its folder alone is watched for it.
  watch(spec, (_, file) => onChange(file));
  watchFolders([join(spec, "resources"), join(spec, "shared")], onChange);
  await run();
  console.log("Watching the spec. Save a file to regenerate; stop with Ctrl+C.");
}
