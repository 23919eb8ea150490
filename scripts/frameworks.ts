/**
 * Installs and runs the examples inside heavy frameworks (`npm run test:frameworks`). They are left out of the everyday
 * installation because they weigh more than everything else together; CI runs them with the rest.
 */
import { globSync } from "node:fs";
import { join } from "node:path";
import { forgetReports, sumOfReports } from "./reports.ts";
import { root, step } from "./step.ts";
import { closingLine, sum } from "./tally.ts";

const room = "examples/frameworks/*";

/** The rooms of the examples that run inside a framework. */
export const frameworkRooms: readonly string[] = [room];

/** Selects these workspaces in pnpm and turbo; with `!` before it, all others. */
export const frameworkFilter = `./${room}`;

/** Installs what the everyday installation leaves out. */
export function installFrameworks(): boolean {
  return step("Install the frameworks of the examples", "pnpm", [
    ...["install", "--frozen-lockfile", "--trust-lockfile", "--filter", frameworkFilter],
  ]);
}

/** How many test files stand there: what a run without the frameworks skips at least. */
export function countFrameworkTests(): number {
  return globSync(`${room}/**/*.test.ts`, { cwd: root, exclude: (path) => path.includes("node_modules") }).length;
}

if (process.argv[1] === join(root, "scripts/frameworks.ts")) {
  forgetReports(frameworkRooms);
  const isGreen =
    installFrameworks() &&
    step("The examples inside their frameworks (turbo)", "turbo", [
      ...["run", "typecheck", "test", "--continue", "--concurrency=2", "--output-logs=errors-only"],
      `--filter=${frameworkFilter}`,
    ]);
  const total = sumOfReports(frameworkRooms);
  const failed = isGreen ? total.failed : Math.max(total.failed, 1);
  console.log(`\n${closingLine(sum([{ ...total, failed }]))}`);
  process.exitCode = failed > 0 ? 1 : 0;
}
