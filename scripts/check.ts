/** What `npm test` runs once everything is installed: style, generated files, types, build, every test; then the count. */
import { countHeavyTests, heavyFilters, installHeavyExamples } from "./examples.ts";
import { forgetReports, sumOfReports } from "./reports.ts";
import { step } from "./step.ts";
import { closingLine } from "./tally.ts";

// CI leaves nothing out; on a developer's machine most examples have a command of their own.
const isEverything = process.env.REQUIRE_SERVICES === "1";
const rooms = ["openapi", "packages/*", "examples/*", "examples/frameworks/*", "tests/*", "scripts", "tools/*"];
const turbo = ["run", "typecheck", "test", "--continue", "--concurrency=3", "--output-logs=errors-only"];
const selection = isEverything ? [] : heavyFilters("!");

forgetReports(rooms);
const steps: readonly (readonly [string, () => boolean])[] = [
  ["Style", () => step("Style (biome)", "biome", ["check", "."])],
  ["Examples", () => !isEverything || installHeavyExamples()],
  [
    "Types and tests",
    () =>
      step("Generate, build, check types and test every workspace (turbo)", "turbo", [
        ...turbo,
        "--log-order=grouped",
        ...selection,
      ]),
  ],
  [
    "Generated files",
    () => step("Generated files are what the spec makes of them (git diff)", "node", ["scripts/check-generated.ts"]),
  ],
];
const failures = steps.filter(([, run]) => !run()).map(([title]) => title);

const total = sumOfReports(rooms);
const left = isEverything ? 0 : countHeavyTests();
if (left > 0) console.log(`\nLeft out: ${left} test files of examples. Run them with \`npm run test:examples\`.`);
if (failures.length > 0)
  console.error(`\n✗ Not green: ${failures.join("; ")}. The first error above each says what went wrong.`);
// A failed step without a failed test (a type error, say) is a failure of the run all the same.
const failed = failures.length > 0 ? Math.max(total.failed, failures.length) : total.failed;
console.log(`\n${closingLine({ ...total, failed, skipped: total.skipped + left })}`);
process.exitCode = failed > 0 ? 1 : 0;
