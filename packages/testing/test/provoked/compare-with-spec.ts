import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import type { OperationId } from "../../src/generated/operation-types.ts";
import { operations } from "../../src/generated/operations.ts";
import { documentedErrors } from "../../src/handlers/documented-error.ts";
import { onlyByFail } from "./only-by-fail.ts";

/** At the end of a full run: compares every documented error of every operation with what requests have met. */
export function setup(project: TestProject): () => Promise<void> {
  // A folder of its own: two runs at a time must not count for each other.
  const folder = mkdtempSync(join(tmpdir(), "workos-kit-"));
  const file = join(folder, "provoked.txt");
  writeFileSync(file, "");
  project.provide("provokedFile", file);
  return async () => {
    const met = new Set(readFileSync(file, "utf8").split("\n"));
    rmSync(folder, { recursive: true });
    if (await isFullRun(project)) await compare(met);
  };
}

async function compare(met: ReadonlySet<string>): Promise<void> {
  const documented = await everyDocumentedError();
  const missing = documented.filter((error) => !isProvoked(error, met));
  const expected = Object.keys(onlyByFail);
  // A new gap fails, and so does a closed one that is still listed.
  const gaps = missing.filter((error) => !expected.includes(error));
  const closed = expected.filter((error) => !missing.includes(error));
  if (gaps.length + closed.length > 0)
    throw new Error(
      `Documented errors that no request provoked: ${gaps.join(", ") || "none"}. ` +
        `Listed in only-by-fail.ts, but provoked or not documented: ${closed.join(", ") || "none"}.`,
    );
  const byRequests = documented.length - missing.length;
  console.log(
    `${documented.length} documented errors: ${byRequests} met by requests, ${missing.length} by mock.fail alone.`,
  );
}

async function isFullRun(project: TestProject): Promise<boolean> {
  const { testFiles } = await project.globTestFiles();
  const modules = project.vitest.state.getTestModules().filter((one) => one.project === project);
  return modules.length === testFiles.length && modules.every((one) => one.state() !== "failed");
}

/** A code that is a sentence is no code: the body has none. */
async function everyDocumentedError(): Promise<string[]> {
  const errors: string[] = [];
  for (const { id } of operations)
    for (const { status, code } of await documentedErrors(id as OperationId))
      errors.push([id, status, ...(code === undefined || /[A-Z ]/.test(code) ? [] : [code])].join(" "));
  return [...new Set(errors)];
}

/** An error without a code of its own is met by any body of that status. */
function isProvoked(error: string, met: ReadonlySet<string>): boolean {
  if (met.has(error)) return true;
  return error.split(" ").length === 2 && [...met].some((one) => one.startsWith(`${error} `));
}
