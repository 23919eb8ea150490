import { describe, expect, it } from "vitest";
import { closingLine, sum, tallyOf } from "./tally.ts";

describe("the tally of test runs", () => {
  it("reads the counts of a report", () => {
    const report = { success: true, numPassedTests: 4, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1 };

    expect(tallyOf(report)).toEqual({ passed: 4, failed: 0, skipped: 2 });
  });

  it("counts a run that died before its tests as a failure", () => {
    expect(tallyOf({ success: false, numPassedTests: 0, numFailedTests: 0 })).toMatchObject({ failed: 1 });
    expect(tallyOf(undefined)).toMatchObject({ failed: 1 });
  });

  it("adds runs up", () => {
    const one = { passed: 1, failed: 0, skipped: 2 };

    expect(sum([one, one])).toEqual({ passed: 2, failed: 0, skipped: 4 });
  });

  it("closes with a line that names skipped tests only when there are any", () => {
    expect(closingLine({ passed: 3, failed: 0, skipped: 0 })).toBe("3 passed, 0 failed");
    expect(closingLine({ passed: 3, failed: 1, skipped: 2 })).toBe("3 passed, 1 failed, 2 skipped");
  });
});
