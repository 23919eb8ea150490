import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Form } from "./bundle-suite.ts";

/** A runtime, and how to hand it a suite. */
export interface Runtime {
  readonly name: string;
  readonly form: Form;
  /** `undefined` where it is not installed for this platform. */
  readonly program: string | undefined;
  readonly args: (file: string) => string[];
  /** Whether it can listen on a port, so that suites with servers run on it. */
  readonly hasServer: boolean;
}

const installed = fileURLToPath(new URL("../../tools/runtimes/node_modules/", import.meta.url));
const names = {
  x64: { bun: "x64", deno: "x64", workerd: "64" },
  arm64: { bun: "aarch64", deno: "arm64", workerd: "arm64" },
} as const;
const architecture = process.arch === "arm64" ? names.arm64 : names.x64;

// The wrapper package of a runtime depends on one package per platform, which therefore lies beside it in the store.
function beside(wrapper: string, ...rest: string[]): string | undefined {
  const folder = join(installed, wrapper);
  return existsSync(folder) ? found(join(dirname(realpathSync(folder)), ...rest)) : undefined;
}

function found(path: string): string | undefined {
  return existsSync(path) ? path : undefined;
}

function node(version: number, form: "esm" | "cjs"): Runtime {
  const program = found(join(installed, `node-${version}`, "bin/node"));
  return {
    name: `Node ${version} ${form === "cjs" ? "require" : "import"}`,
    form,
    program,
    args: (file) => [file],
    hasServer: true,
  };
}

/** Every runtime that is promised, looked for now: a clean clone has most of them only after an installation. */
export function findRuntimes(): readonly Runtime[] {
  return [
    ...[20, 22, 24, 26].flatMap((version) => [node(version, "esm"), node(version, "cjs")]),
    {
      name: "Bun",
      form: "esm",
      program: beside("bun", `@oven/bun-${process.platform}-${architecture.bun}`, "bin/bun"),
      args: (file) => [file],
      hasServer: true,
    },
    {
      name: "Deno",
      form: "esm",
      program: beside("deno", `@deno/${process.platform}-${architecture.deno}-glibc`, "deno"),
      args: (file) => ["run", "--no-config", "--cached-only", "--node-modules-dir=manual", "-A", file],
      hasServer: true,
    },
    {
      name: "workerd",
      form: "workerd",
      program: beside("workerd", `@cloudflare/workerd-${process.platform}-${architecture.workerd}`, "bin/workerd"),
      args: (file) => ["test", file.replace(/\.mjs$/, ".capnp")],
      hasServer: false,
    },
    {
      name: "Chromium",
      form: "browser",
      program:
        process.env.CHROMIUM ??
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync),
      args: () => [],
      hasServer: false,
    },
  ];
}
