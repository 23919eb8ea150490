/** Where the test runs of the workspaces leave their reports, and what these add up to. */
import { globSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./step.ts";
import { sum, type Tally, tallyOf } from "./tally.ts";

function files(rooms: readonly string[]): string[] {
  return globSync(
    rooms.map((room) => `${room}/.vitest/report.json`),
    { cwd: root },
  );
}

function read(file: string): Tally {
  try {
    return tallyOf(JSON.parse(readFileSync(join(root, file), "utf8")));
  } catch {
    return tallyOf(undefined);
  }
}

/** A report left by an earlier run must not count for a suite that does not run any more. */
export function forgetReports(rooms: readonly string[]): void {
  for (const file of files(rooms)) rmSync(join(root, file));
}

/** The sum of what the runs since then reported. */
export function sumOfReports(rooms: readonly string[]): Tally {
  return sum(files(rooms).map(read));
}
