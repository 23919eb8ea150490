import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** Runs one command of the repository, saying what it is for and how long it took; returns whether it succeeded. */
export function step(title: string, command: string, args: readonly string[]): boolean {
  console.log(`\n▸ ${title}`);
  const started = performance.now();
  const run = spawnSync(command, args, { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const isFine = run.status === 0;
  console.log(
    isFine ? `✓ ${title} (${seconds} s)` : `✗ ${title} failed after ${seconds} s: ${command} ${args.join(" ")}`,
  );
  return isFine;
}
