/** One turn of the chain: spec to bundle, bundle to the generated files of the packages. */
import { spawn } from "node:child_process";
import { globSync, mkdirSync, statSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { buildBundle } from "../../openapi/bundle/build-bundle.ts";
import type { Node } from "../../openapi/bundle/node.ts";
import { describeProblems } from "../../openapi/bundle/problem.ts";
import type { Change } from "../../openapi/diff/change.ts";
import { compareSpecs } from "../../openapi/diff/compare-specs.ts";
import { root } from "../step.ts";

export type Places = {
  /** Folder with `openapi.yaml`. */
  spec: string;
  /** The bundle that the generators read. */
  bundle: string;
  /** Folder of generated files, by package. */
  generated: Record<string, string>;
  /** The page that counts what the packages have; only the repository itself has one. */
  coverage?: string;
};

export type Turn =
  | { isFine: true; changes: Change[]; files: string[]; source: Node; seconds: number }
  | { isFine: false; report: string };

const packages = ["client", "webhooks", "testing"];

/** The places of the repository itself, or a folder of its own for the results. */
export function placesOf(spec: string, out?: string): Places {
  const generated = (name: string) =>
    out === undefined ? join(root, `packages/${name}/src/generated`) : join(out, name);
  return {
    spec,
    bundle: out === undefined ? join(root, "openapi/dist/openapi.json") : join(out, "openapi.json"),
    generated: Object.fromEntries(packages.map((name) => [name, generated(name)])),
    ...(out === undefined ? { coverage: join(root, "docs/coverage.md") } : {}),
  };
}

/** Runs the chain once. `before` is the source of the turn before, to tell what changed since. */
export async function regenerate(places: Places, before: Node | undefined): Promise<Turn> {
  const started = performance.now();
  const outcome = await buildBundle(places.spec);
  if (!outcome.ok)
    return { isFine: false, report: `${describeProblems(outcome.problems, dirname(places.spec))}\n\n${outcome.hint}` };
  await write(places.bundle, `${JSON.stringify(outcome.bundle, null, 1)}\n`);
  const old = timesOf(places);
  const runs = await Promise.all(packages.map((name) => generate(name, places)));
  const failed = runs.find((run) => run.code !== 0);
  if (failed)
    return {
      isFine: false,
      report: `${reasonOf(failed.output)}\nThe generator of packages/${failed.name} failed; the bundle is fine.`,
    };
  if (places.coverage) await runScript(join(root, "openapi/scripts/coverage.ts"));
  const files = [...timesOf(places)]
    .filter(([file, time]) => old.get(file) !== time)
    .map(([file]) => relative(root, file));
  const changes = before === undefined ? [] : compareSpecs(before, outcome.source);
  return { isFine: true, changes, files, source: outcome.source, seconds: (performance.now() - started) / 1000 };
}

/** What a script says of the mistake, without the lines of its own code; all it says when there is no such line. */
function reasonOf(output: string): string {
  return /^\w*Error: (.+)$/m.exec(output)?.[1] ?? output;
}

async function write(file: string, text: string): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}

/** When each generated file was last written; the generators leave a file alone whose content stays the same. */
function timesOf({ generated, coverage }: Places): Map<string, number> {
  const files = Object.values(generated).flatMap((folder) =>
    globSync("**/*.{ts,js}", { cwd: folder }).map((file) => join(folder, file)),
  );
  if (coverage) files.push(coverage);
  return new Map(files.map((file) => [file, statSync(file).mtimeMs]));
}

async function generate(name: string, places: Places): Promise<{ name: string; code: number | null; output: string }> {
  const folder = places.generated[name] ?? "";
  mkdirSync(folder, { recursive: true });
  return { name, ...(await runScript(join(root, `packages/${name}/scripts/generate.ts`), places.bundle, folder)) };
}

function runScript(script: string, ...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
  return new Promise((done) => child.on("close", (code) => done({ code, output })));
}
