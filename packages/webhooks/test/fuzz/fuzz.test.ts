import { expect, it } from "vitest";
import { runFuzz } from "./run-fuzz.ts";

it.each([1, 2, 3])("throws nothing but its own error and accepts nothing forged, seed %i", (seed) => {
  const report = runFuzz(10_000, seed);

  expect(report).toMatchObject({ inputs: 10_000, falseAccepts: 0, strayErrors: [] });
  expect(report.accepted).toBeGreaterThan(0);
  expect(Object.keys(report.refused).length).toBeGreaterThanOrEqual(11);
  // Generous, because the machine is shared; a quadratic parser would take far longer.
  expect(report.slowestMs).toBeLessThan(1000);
});
