/** Adds up the reports that the test runs of the workspaces leave behind. */

/** Counts of one or several test runs. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Reads the counts out of one JSON report of vitest; a run that died before its tests counts as one failure. */
export function tallyOf(report: unknown): Tally {
  const count = (name: string): number => {
    const value = typeof report === "object" && report !== null ? Reflect.get(report, name) : undefined;
    return typeof value === "number" ? value : 0;
  };
  const failed = count("numFailedTests");
  const diedEarly = typeof report !== "object" || report === null || Reflect.get(report, "success") !== true;
  return {
    passed: count("numPassedTests"),
    failed: failed === 0 && diedEarly ? 1 : failed,
    skipped: count("numPendingTests") + count("numTodoTests"),
  };
}

/** The sum of several tallies. */
export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (total, one) => ({
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: total.skipped + one.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** The closing line that people and CI read: `12 passed, 0 failed`, with the skipped ones only when there are any. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
