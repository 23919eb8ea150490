import { type ChildProcess, spawn } from "node:child_process";

const cli = new URL("../src/cli.ts", import.meta.url).pathname;
// Dozens of short runs compile the same files: Node keeps the outcome.
const env = {
  ...process.env,
  NODE_COMPILE_CACHE: new URL("../node_modules/.cache/compiled", import.meta.url).pathname,
};

/** A run of the command line. */
export interface CliRun {
  readonly child: ChildProcess;
  /** The exit code, once all output is there. */
  readonly exit: Promise<number | null>;
  /** The line it prints with `--json` once it serves. */
  readonly ready: Promise<{ url: string; apiKey: string; clientId: string }>;
  output(): string;
  errors(): string;
}

/** Starts the command line. */
export function startCli(...args: string[]): CliRun {
  const child = spawn(process.execPath, [cli, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const exit = new Promise<number | null>((resolve) => child.once("close", resolve));
  const ready = new Promise<{ url: string; apiKey: string; clientId: string }>((resolve, reject) => {
    void exit.then((code) => reject(new Error(`The command line ended with ${code}:\n${errors}`)));
    child.stdout.on("data", (chunk) => {
      output += chunk;
      if (output.startsWith("{") && output.endsWith("}\n")) resolve(JSON.parse(output));
    });
  });
  // Most runs are not meant to become ready.
  ready.catch(() => {});
  return { child, exit, ready, output: () => output, errors: () => errors };
}
