import { describe, expect, it } from "vitest";
import { soak } from "./soak.ts";

describe("a long run with faults", () => {
  it("gives no failure that was not asked for, and leaves the world whole", { timeout: 120_000 }, async () => {
    const { unaskedFailures, injected, breaches } = await soak(3_000, 20);

    expect(unaskedFailures.slice(0, 5)).toEqual([]);
    expect(breaches).toEqual([]);
    expect(injected).toBeGreaterThan(0);
  });
});
