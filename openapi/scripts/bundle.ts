/**
 * Lints the spec, bundles it and writes `dist/openapi.json`. Nothing is written unless everything fits, so that a
 * mistake leaves the last good bundle, and what was generated from it, as it was.
 *
 *     node scripts/bundle.ts [--spec <folder>] [--out <file>]
 */
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { buildBundle } from "../bundle/build-bundle.ts";
import { describeProblems } from "../bundle/problem.ts";
import { readOptions } from "./read-options.ts";

const room = fileURLToPath(new URL("..", import.meta.url));
const { values } = readOptions("node scripts/bundle.ts [--spec <folder>] [--out <file>]", {
  options: { spec: { type: "string" }, out: { type: "string" } },
});
const spec = resolve(values.spec ?? room);
const out = resolve(values.out ?? `${room}/dist/openapi.json`);

const started = performance.now();
const outcome = await buildBundle(spec);
if (outcome.ok) {
  mkdirSync(dirname(out), { recursive: true });
  const draft = `${out}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(outcome.bundle, null, 1)}\n`);
  renameSync(draft, out);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`Bundled ${relative(process.cwd(), out)} in ${seconds} s.\n`);
} else {
  process.stderr.write(`${describeProblems(outcome.problems, dirname(spec))}\n\n✗ ${outcome.hint}\n`);
  process.exitCode = 1;
}
