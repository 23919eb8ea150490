import { describe, expect, it } from "vitest";
import type { Resource } from "../src/behaviours/behaviour.ts";
import { resources } from "../src/behaviours/index.ts";
import { operations } from "../src/generated/operations.ts";

const all = Object.values<Resource>(resources);
const behaviours = all.flatMap((resource) => Object.keys(resource.behaviours ?? {}));

describe("the ledger of operations that answer with the spec's example", () => {
  it("names exactly those without a behaviour", () => {
    const without = operations.map(({ id }) => id).filter((id) => !behaviours.includes(id));

    const ledger = all.flatMap((resource) => resource.withoutBehaviour ?? []);

    // A new gap fails, and so does a closed one that is still listed.
    expect(ledger.sort()).toEqual(without.sort());
  });

  it("has no behaviour twice", () => {
    expect(behaviours.length).toBe(new Set(behaviours).size);
  });

  it("has no table twice", () => {
    const tables = all.flatMap((resource) => resource.tables ?? []).map(({ name }) => name);

    expect(tables.sort()).toEqual([...new Set(tables)].sort());
  });
});
