// How long a fresh process takes to import a package: processes interleaved, medians, files warm in the system's cache.
// Two doors at once are the hardest: Node's own share, for loading a first module and a second at all, counts there twice.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "../_interleave.ts";
import { printTable } from "./_table.ts";

interface Sample {
  readonly wall: number;
  readonly cpu: number;
}

const vendor = "@workos-inc/node";
const client = "@workos-kit/client";
const subjects: Record<string, readonly string[]> = {
  [client]: [client],
  [`${client}/core`]: [`${client}/core`],
  [`${client}/operations`]: [`${client}/operations`],
  [`${client}/sdk`]: [`${client}/sdk`],
  "client and operations": [client, `${client}/operations`],
  "(two doors with nothing behind them)": ["nothing/one", "nothing/two"],
  "openapi-fetch": ["openapi-fetch"],
  [vendor]: [vendor],
};

const empty = mkdtempSync(join(tmpdir(), "workos-kit-import-"));
mkdirSync(join(empty, "node_modules/nothing"), { recursive: true });
writeFileSync(join(empty, "node_modules/nothing/package.json"), '{"type":"module","exports":{"./*":"./*.js"}}');
for (const name of ["one", "two"]) writeFileSync(join(empty, `node_modules/nothing/${name}.js`), "export {};");

function measure(modules: readonly string[]): Sample {
  const code = `
    const before = process.cpuUsage();
    const start = performance.now();
    await Promise.all(${JSON.stringify(modules)}.map((name) => import(name)));
    const wall = performance.now() - start;
    const { user, system } = process.cpuUsage(before);
    console.log(JSON.stringify({ wall, cpu: (user + system) / 1000 }));`;
  const cwd = modules[0]?.startsWith("nothing/") ? empty : import.meta.dirname;
  const options = { cwd, encoding: "utf8" as const };
  return JSON.parse(execFileSync(process.execPath, ["--input-type=module", "-e", code], options));
}

const samples = new Map(Object.keys(subjects).map((name) => [name, [] as Sample[]]));
for (let round = 0; round < 26; round++) {
  for (const [name, modules] of Object.entries(subjects)) {
    const sample = measure(modules);
    // The first round brings the files into the cache.
    if (round > 0) samples.get(name)?.push(sample);
  }
}
rmSync(empty, { recursive: true });

const figure = (name: string, kind: keyof Sample) => median((samples.get(name) ?? []).map((each) => each[kind]));
for (const [kind, title] of [["wall", "wall time"] as const, ["cpu", "processor time"] as const]) {
  const peer = figure(vendor, kind);
  const rows = Object.keys(subjects)
    .filter((name) => name !== vendor)
    .map((what) => ({
      what,
      ours: figure(what, kind),
      peer,
      ...(what.startsWith(client) || what.startsWith("client") ? { mostRatio: 0.4 } : {}),
    }));
  printTable(`Import in a fresh process, ${title} (peer: ${vendor})`, "ms", rows);
}
