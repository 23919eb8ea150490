import { describe, expect, it } from "vitest";
import { access } from "./round-trips/access.ts";
import { organizations } from "./round-trips/organizations.ts";
import { people } from "./round-trips/people.ts";
import { products } from "./round-trips/products.ts";
import { openVendorStage } from "./stage.ts";

const roundTrips = [...organizations, ...people, ...access, ...products];

describe("what the vendor's SDK wrote, it reads back", () => {
  let steps = 0;

  it.each(roundTrips)("$resource", async ({ run }) => {
    await using stage = await openVendorStage(new Set());

    steps += (await run(stage)).length;

    expect(stage.mock.requests.all.filter(({ status }) => status >= 500)).toEqual([]);
  });

  it("for every kind of object", () => {
    console.log(`${roundTrips.length} kinds of objects, ${steps} steps, all with equal fields.`);
    expect(steps).toBeGreaterThan(120);
  });
});
