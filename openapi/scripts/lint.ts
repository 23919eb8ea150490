/** Lints the spec and says what is wrong, where, and what to do. */
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { lintSpec } from "../bundle/build-bundle.ts";
import { describeProblems } from "../bundle/problem.ts";

const room = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const problems = await lintSpec(room);
if (problems.length > 0) {
  process.stderr.write(`${describeProblems(problems, dirname(room))}\n\n✗ ${problems.length} problems in the spec.\n`);
  process.exitCode = 1;
} else process.stdout.write("The spec passes its rules.\n");
