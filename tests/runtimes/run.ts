// Runs every suite on every runtime: pnpm runtimes [package]
import { spawn, spawnSync } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleSuite } from "./bundle-suite.ts";
import { runInChromium } from "./run-in-chromium.ts";
import { findRuntimes, type Runtime } from "./runtimes.ts";
import type { Report } from "./suite.ts";

const here = import.meta.dirname;
const root = fileURLToPath(new URL("../../", import.meta.url));
const build = join(here, ".build");
const only = process.argv[2];
// A suite that needs to listen on a port says so by its name: servers.suite.ts.
const suites = globSync("*/*.suite.ts", { cwd: here }).filter((file) => only === undefined || file.startsWith(only));
const packages = [...new Set(suites.map((file) => file.split("/")[0] ?? ""))];

function prepare(): void {
  // Left out of the ordinary installation, because the binaries weigh more than everything else together.
  if (!existsSync(join(root, "tools/runtimes/node_modules")))
    step("pnpm", ["install", "--frozen-lockfile", "--filter", "@workos-kit/runtimes"]);
  step("pnpm", [
    "exec",
    "turbo",
    "run",
    "build",
    ...packages.map((name) => `--filter=@workos-kit/${name}`),
    "--output-logs=errors-only",
  ]);
}

function step(command: string, args: string[]): void {
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit", shell: false });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed.`);
}

function execute(runtime: Runtime, program: string, file: string): Promise<{ code: number; output: string }> {
  if (runtime.form === "browser") return runInChromium(program, file);
  const env = { ...process.env, DENO_NO_UPDATE_CHECK: "1", DENO_NO_PROMPT: "1", DO_NOT_TRACK: "1", NODE_OPTIONS: "" };
  return new Promise((resolve) => {
    const child = spawn(program, runtime.args(file), { cwd: here, env, timeout: 120_000 });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.on("error", (error) => resolve({ code: 127, output: String(error) }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** workerd reads its program from a configuration. */
async function writeConfiguration(file: string): Promise<void> {
  const module = `(name = "suite", esModule = embed ${JSON.stringify(basename(file))})`;
  const worker = `(compatibilityDate = "2026-01-01", modules = [${module}])`;
  const text = `using Workerd = import "/workerd/workerd.capnp";\nconst config :Workerd.Config = (services = [(name = "suite", worker = ${worker})]);\n`;
  await writeFile(file.replace(/\.mjs$/, ".capnp"), text);
}

async function runOn(runtime: Runtime, suite: string): Promise<"ok" | "failed" | "skipped"> {
  const title = `${suite.replace(".suite.ts", "")} on ${runtime.name}`.padEnd(42);
  if (runtime.program === undefined) {
    console.log(`- ${title} skipped: it is not installed here`);
    return "skipped";
  }
  const file = join(build, `${suite.replace(/\W/g, "-")}-${runtime.form}.${runtime.form === "cjs" ? "cjs" : "mjs"}`);
  await bundleSuite(`./${suite}`, runtime.form, file);
  if (runtime.form === "workerd") await writeConfiguration(file);
  const started = performance.now();
  const { code, output } = await execute(runtime, runtime.program, file);
  const line = output.split("\n").find((each) => each.includes('"who"'));
  const report: Report | undefined = line === undefined ? undefined : JSON.parse(line.slice(line.indexOf("{")));
  const isGood = code === 0 && report !== undefined && report.failed.length === 0 && report.total > 0;
  const words = isGood
    ? `${report.total} checks, ${report.who}`
    : (report?.failed.join("\n    ") ?? output.trim().slice(0, 2000));
  console.log(`${isGood ? "✓" : "✗"} ${title} ${Math.round(performance.now() - started)} ms  ${words}`);
  return isGood ? "ok" : "failed";
}

prepare();
await rm(build, { recursive: true, force: true });
await mkdir(build, { recursive: true });
const runtimes = findRuntimes();
const count = { ok: 0, failed: 0, skipped: 0 };
for (const suite of suites) {
  const needsServer = basename(suite) === "servers.suite.ts";
  for (const runtime of runtimes) if (runtime.hasServer || !needsServer) count[await runOn(runtime, suite)] += 1;
}
console.log(`\n${count.ok} passed, ${count.failed} failed, ${count.skipped} skipped.`);
// Where CI promises all of them, a missing runtime is a failure.
process.exitCode = count.failed > 0 || (count.skipped > 0 && process.env.REQUIRE_ALL_RUNTIMES === "1") ? 1 : 0;
