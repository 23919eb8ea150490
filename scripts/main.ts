/** What `npm start` runs once everything is installed: build the packages from the spec, then tell the quickstart's story. */
import { root, step } from "./step.ts";

const options = process.argv.slice(2);
const isBuilt = step("Bundle the spec, generate and build the packages (turbo)", "turbo", [
  "run",
  "build",
  "--output-logs=errors-only",
]);
if (!isBuilt) {
  console.error(
    "The build failed: the first error above says where. A mistake in the spec is told with its file and line.",
  );
  process.exit(1);
}
const isTold = step("The quickstart, against the mock server", "node", ["examples/quickstart/src/main.ts", ...options]);
console.log(
  isTold
    ? "\nEverything works. Next: README.md, or `npm run mock` for a mock server that keeps running."
    : `\nThe quickstart failed; nothing outside ${root} was touched.`,
);
process.exitCode = isTold ? 0 : 1;
