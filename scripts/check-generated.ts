/** Fails when a committed generated file is not what the spec makes of it today. */
import { spawnSync } from "node:child_process";
import { root } from "./step.ts";

const generated = ["packages/*/src/generated", "docs/coverage.md"];
const run = spawnSync("git", ["status", "--porcelain", "--", ...generated], { cwd: root, encoding: "utf8" });

if (run.status !== 0) {
  console.log("Not a git checkout: nothing to compare with.");
} else if (run.stdout.trim() !== "") {
  console.error(
    `These generated files differ from what is committed:\n${run.stdout}\nRun \`pnpm generate\` and commit them with the spec.`,
  );
  process.exitCode = 1;
} else {
  console.log("All generated files are up to date.");
}
