import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { eventNames } from "../../src/generated/events.ts";
import type { OperationId } from "../../src/generated/operation-types.ts";
import { operations } from "../../src/generated/operations.ts";
import { documentedErrors } from "../../src/handlers/documented-error.ts";
import { onlyByFail } from "./only-by-fail.ts";
import { onlyByTrigger } from "./only-by-trigger.ts";

/** At the end of a full run: compares every documented error and every event with what requests have met. */
export function setup(project: TestProject): () => Promise<void> {
  // A folder of its own: two runs at a time must not count for each other.
  const folder = mkdtempSync(join(tmpdir(), "workos-kit-"));
  const file = join(folder, "met.txt");
  writeFileSync(file, "");
  project.provide("metFile", file);
  return async () => {
    const met = new Set(readFileSync(file, "utf8").split("\n"));
    rmSync(folder, { recursive: true });
    if (await isFullRun(project)) await compare(met);
  };
}

async function compare(met: ReadonlySet<string>): Promise<void> {
  const errors = await everyDocumentedError();
  const without = errors.filter((error) => !isProvoked(error, met));
  const silent = eventNames.filter((name) => !met.has(`event ${name}`));
  const wrong = [
    ...differences("error", "only-by-fail.ts", without, Object.keys(onlyByFail)),
    ...differences("event", "only-by-trigger.ts", silent, Object.keys(onlyByTrigger)),
  ];
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
  console.log(
    `${errors.length} documented errors: ${errors.length - without.length} met by requests, the others by mock.fail. ` +
      `${eventNames.length} events: ${eventNames.length - silent.length} met, the others by mock.trigger.`,
  );
}

/** A new gap is a difference, and so is a closed one that is still listed. */
function differences(kind: string, list: string, missing: readonly string[], listed: readonly string[]): string[] {
  const gaps = missing.filter((one) => !listed.includes(one)).map((one) => `No request meets the ${kind} ${one}.`);
  const closed = listed.filter((one) => !missing.includes(one));
  return [...gaps, ...closed.map((one) => `The ${kind} ${one} is met, or is none: take it off ${list}.`)];
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
