// The WebCrypto backend in every runtime that is installed here. Bun and Deno take node:crypto by themselves.
import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "esbuild";

const installed = join(import.meta.dirname, "../../tools/runtimes/node_modules");
const { arch, platform } = process;
const bun = `@oven/bun-${platform}-${arch === "arm64" ? "aarch64" : arch}/bin/bun`;
const deno = `@deno/${platform}-${arch}-glibc/deno`;

/** A program in a package that lies beside its wrapper in the store. */
function beside(wrapper: string, program: string): string {
  const folder = join(installed, wrapper);
  return existsSync(folder) ? join(dirname(realpathSync(folder)), program) : "";
}

const runtimes: [name: string, program: string, args: string[]][] = [
  ["Node", process.execPath, []],
  ["Bun", beside("bun", bun), []],
  ["Deno", beside("deno", deno), ["run", "--no-config", "--no-remote", "-A"]],
];
const folder = await mkdtemp(join(tmpdir(), "bench-"));
const outfile = join(folder, "web.mjs");
await build({
  entryPoints: [join(import.meta.dirname, "_web-run.ts")],
  bundle: true,
  format: "esm",
  outfile,
  external: ["node:*"],
  // The deliveries are made with Buffer, which Deno has under its module's name only.
  banner: { js: 'import { Buffer } from "node:buffer"; import process from "node:process";' },
  tsconfigRaw: "{}",
});
for (const [name, program, args] of runtimes) {
  if (existsSync(program)) spawnSync(program, [...args, outfile, name], { stdio: "inherit" });
  else console.log(`\n${name} is not installed: pnpm --filter @workos-kit/runtimes install.`);
}
await rm(folder, { recursive: true });
