// What importing costs a process that starts: processor time of cold processes, one after the other, in turn.
import { execFileSync } from "node:child_process";
import { goal } from "../_interleave.ts";

const peer = "@octokit/webhooks-methods";
const modules = ["node:crypto", "@workos-kit/webhooks", "@workos-kit/webhooks/sync", peer, "@workos-inc/node"];
const rounds = 31;

/** Processor time of a fresh process around one import, in milliseconds. */
function measure(module: string): number {
  const program = `const before = process.cpuUsage(); await import(${JSON.stringify(module)});
    const { user, system } = process.cpuUsage(before); console.log((user + system) / 1000);`;
  const args = ["--input-type=module", "--eval", program];
  return Number(execFileSync(process.execPath, args, { cwd: import.meta.dirname, encoding: "utf8" }));
}

const samples = new Map(modules.map((module) => [module, [] as number[]]));
for (let round = 0; round < rounds; round++) for (const [module, times] of samples) times.push(measure(module));

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
console.log("\nImport in a cold process, milliseconds of processor time");
for (const [module, times] of samples) console.log(`  ${module.padEnd(30)} ${median(times).toFixed(1)}`);
const ours = median(samples.get("@workos-kit/webhooks") ?? []);
goal(`${peer}, times ours`, median(samples.get(peer) ?? []) / ours, 1);
