import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { median } from "../_interleave.ts";
import { note } from "./_report.ts";

const bareServer = `
const server = require("node:http").createServer((request, response) => response.end("{}"));
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ url: "http://127.0.0.1:" + server.address().port })));
`;

/** Time until a process answers its first request, and the memory it holds then. */
async function start(args: readonly string[]): Promise<{ ms: number; megabytes: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise<string>((resolve) =>
    child.stdout.once("data", (line) => resolve(JSON.parse(String(line)).url)),
  );
  await fetch(`${url}/organizations`, { headers: { authorization: "Bearer sk_test_default" } });
  const ms = performance.now() - started;
  const megabytes = residentMegabytes(child.pid ?? 0);
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await gone;
  return { ms, megabytes };
}

function residentMegabytes(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
  } catch {
    // Only Linux tells it in this way.
    return Number.NaN;
  }
}

/** How fast `workos-mock` is there, and what it takes while idle; beside a bare server of the same Node. */
export async function measureStartUp(): Promise<void> {
  console.log("\nA process of its own");
  const cli = fileURLToPath(new URL("./cli.js", import.meta.resolve("@workos-kit/testing")));
  const samples = { bare: [] as number[], mock: [] as number[], bareMemory: [] as number[], memory: [] as number[] };
  for (let round = 0; round < 9; round++) {
    const bare = await start(["-e", bareServer]);
    const mock = await start([cli, "--port", "0", "--json"]);
    samples.bare.push(bare.ms);
    samples.mock.push(mock.ms);
    samples.bareMemory.push(bare.megabytes);
    samples.memory.push(mock.megabytes);
  }
  note("bare node:http, to the first answer", median(samples.bare), "ms");
  note("workos-mock, to the first answer", median(samples.mock), "ms", { most: 150 });
  note("bare node:http, memory after it", median(samples.bareMemory), "MB");
  note("workos-mock, memory after it", median(samples.memory), "MB", { most: 80 });
}
