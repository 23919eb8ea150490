/**
 * Installs and runs the examples that `npm test` leaves out (`npm run test:examples`): those inside frameworks, and those
 * that would make a clean clone wait for what few need. `config.heavyExamples` in package.json names them; CI runs them all.
 */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { forgetReports, sumOfReports } from "./reports.ts";
import { root, step } from "./step.ts";
import { closingLine, sum } from "./tally.ts";

const { config }: { config: { heavyExamples: string[] } } = JSON.parse(
  readFileSync(join(root, "package.json"), "utf8"),
);

/** The rooms of the examples that are left out. */
export const heavyRooms: readonly string[] = config.heavyExamples;

/** Options that select these workspaces in pnpm and turbo; with `!` before each, all others. */
export function heavyFilters(sign: "" | "!"): string[] {
  return heavyRooms.map((room) => `--filter=${sign}./${room}`);
}

/** Installs what the everyday installation leaves out. */
export function installHeavyExamples(): boolean {
  const everything = ["install", "--frozen-lockfile", "--trust-lockfile", ...heavyFilters("")];
  return step("Install what the examples need", "pnpm", everything);
}

/** How many test files stand there: what a run without them skips at least. */
export function countHeavyTests(): number {
  const patterns = heavyRooms.map((room) => `${room}/**/*.test.ts`);
  return globSync(patterns, { cwd: root, exclude: (path) => path.includes("node_modules") }).length;
}

if (process.argv[1] === join(root, "scripts/examples.ts")) {
  forgetReports(heavyRooms);
  const isGreen =
    installHeavyExamples() &&
    step("The examples (turbo)", "turbo", [
      ...["run", "typecheck", "test", "--continue", "--concurrency=3", "--output-logs=errors-only"],
      ...heavyFilters(""),
    ]);
  const total = sumOfReports(heavyRooms);
  const failed = isGreen ? total.failed : Math.max(total.failed, 1);
  console.log(`\n${closingLine(sum([{ ...total, failed }]))}`);
  process.exitCode = failed > 0 ? 1 : 0;
}
