import { describe, expect, it } from "vitest";
import { fuzz } from "./fuzz.ts";

describe("damaged requests", () => {
  it("get a clear refusal each, and leave the world whole", { timeout: 60_000 }, async () => {
    const { failures, breaches, statuses } = await fuzz(3_000, 1);

    expect(failures.slice(0, 5)).toEqual([]);
    expect(breaches).toEqual([]);
    expect(Object.keys(statuses).length).toBeGreaterThan(5);
  });
});
