import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Sequence } from "./sequence.ts";

describe("Sequence", () => {
  it("agrees with a sorted set under any additions and removals", () => {
    const step = fc.record({ isAddition: fc.boolean(), value: fc.nat(3000) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 4000 }), fc.nat(3000), (steps, from) => {
        const sequence = new Sequence();
        const model = new Set<number>();
        for (const { isAddition, value } of steps) {
          if (isAddition) sequence.add(value);
          else sequence.delete(value);
          if (isAddition) model.add(value);
          else model.delete(value);
        }
        const sorted = [...model].sort((a, b) => a - b);

        expect([...sequence.ascend()]).toEqual(sorted);
        expect([...sequence.ascend(from)]).toEqual(sorted.filter((value) => value > from));
        expect([...sequence.descend(from)]).toEqual(sorted.filter((value) => value < from).reverse());
        expect(sequence.size).toBe(sorted.length);
      }),
      { numRuns: 60 },
    );
  });

  it("leaves its copies alone, and they it", () => {
    const origin = new Sequence();
    for (let value = 0; value < 2000; value++) origin.add(value);

    const copy = new Sequence(origin);
    copy.delete(5);
    origin.delete(1500);

    expect([...origin.ascend(1498)].slice(0, 2)).toEqual([1499, 1501]);
    expect([...copy.ascend(3)].slice(0, 2)).toEqual([4, 6]);
    expect([origin.size, copy.size]).toEqual([1999, 1999]);
  });
});
