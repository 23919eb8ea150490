import { WorkOS } from "@workos-inc/node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CamelCaseEvent, constructEvent } from "../../src/camel-case.ts";
import { EVENT_NAMES } from "../../src/events.ts";
import { createTestEvent, signPayload } from "../../src/testing.ts";
import { flatten } from "./flatten.ts";

const secret = "whsec_vendor";
const vendor = new WorkOS("sk_test_vendor");

/** Maps of the user's own keys, which both leave alone. */
const openMaps = new Set(["metadata", "custom_attributes", "raw_attributes", "key_context"]);
const text = fc.oneof(fc.string({ unit: "binary", maxLength: 12 }), fc.constantFrom("", "__proto__", "a_b", "é💡"));
const ownKeys = fc.dictionary(fc.oneof(fc.constantFrom("cost_center", "__proto__", "x-Y", "1_2"), text), text);

/** An example with other values, some of them null, and with fields left out. */
function varied(value: unknown, random: fc.GeneratorValue, key = ""): unknown {
  if (openMaps.has(key)) return random(() => ownKeys);
  if (Array.isArray(value)) return value.flatMap((item) => (random(fc.boolean) ? [varied(item, random)] : []));
  if (typeof value === "object" && value !== null) {
    const kept = Object.entries(value).filter(() => random(fc.nat, { max: 11 }) > 0);
    return Object.fromEntries(kept.map(([name, field]) => [name, varied(field, random, name)]));
  }
  if (random(fc.nat, { max: 9 }) === 0) return null;
  if (typeof value === "boolean") return random(fc.boolean);
  // Dates stay dates: the vendor's SDK parses those of groups.
  return typeof value === "string" && !/^\d{4}-/.test(value) ? random(() => text) : value;
}

/** What the vendor's SDK has instead of a field that was not sent, or under another name. */
const isItsOwn = (path: string, value: unknown): boolean =>
  path === "type" ||
  path === "object" ||
  (path === "directoryManaged" && value === false) ||
  // A date of a group that is null or absent.
  value === new Date(0).toISOString() ||
  Number.isNaN(value);

/** Whether the vendor's SDK has a type for an event; it hands on the others in snake_case. */
async function hasVendorType(event: object): Promise<boolean> {
  const options = { ...(await signPayload(event, { secret })), secret };
  const { data } = await vendor.webhooks.constructEvent(options);
  return ![...flatten(data).keys()].some((path) => /^[a-z]+_[a-z]/.test(path));
}

describe("for payloads that nobody wrote", () => {
  it.each(EVENT_NAMES)("%s has every value that the vendor's SDK gives", async (name) => {
    const example = createTestEvent(name);
    if (!(await hasVendorType(example))) return;

    await fc.assert(
      fc.asyncProperty(fc.gen(), async (random) => {
        const payload = JSON.stringify({ ...example, data: varied(example.data, random) });
        const options = { ...(await signPayload(payload, { secret })), secret };
        const ours: CamelCaseEvent = await constructEvent(options);
        // It fails where a field is absent that it expects.
        const theirs = await vendor.webhooks.constructEvent(options).catch(() => undefined);
        const values = flatten(theirs?.data);

        const known = flatten(ours.data);
        const missing = [...values].filter(([path, value]) => known.get(path) !== value && !isItsOwn(path, value));

        expect(missing).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});
