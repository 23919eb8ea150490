/** What `npm test` runs once everything is installed: style, generated files, types, build, every test; then the count. */
import { globSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root, step } from "./step.ts";
import { closingLine, sum, type Tally, tallyOf } from "./tally.ts";

const reports = () =>
  globSync(
    ["openapi", "packages/*", "examples/*", "tests/*", "scripts", "tools/*"].map(
      (room) => `${room}/.vitest/report.json`,
    ),
    { cwd: root },
  );

function readReport(file: string): Tally {
  try {
    return tallyOf(JSON.parse(readFileSync(join(root, file), "utf8")));
  } catch {
    return tallyOf(undefined);
  }
}

// A report left by an earlier run must not count for a suite that does not run any more.
for (const file of reports()) rmSync(join(root, file));

const steps: readonly (readonly [string, string, readonly string[]])[] = [
  ["Style (biome)", "biome", ["check", "."]],
  [
    "Generate, build, check types and test every workspace (turbo)",
    "turbo",
    ["run", "typecheck", "test", "--continue", "--concurrency=2", "--output-logs=errors-only", "--log-order=grouped"],
  ],
  ["Generated files are what the spec makes of them (git diff)", "node", ["scripts/check-generated.ts"]],
];
const failures = steps.filter(([title, command, args]) => !step(title, command, args)).map(([title]) => title);

const total = sum(reports().map(readReport));
if (failures.length > 0)
  console.error(`\n✗ Not green: ${failures.join("; ")}. The first error above each says what went wrong.`);
// A failed step without a failed test (a type error, say) is a failure of the run all the same.
const failed = failures.length > 0 ? Math.max(total.failed, failures.length) : total.failed;
console.log(`\n${closingLine({ ...total, failed })}`);
process.exitCode = failed > 0 ? 1 : 0;
