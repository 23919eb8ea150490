import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { openRows } from "../print-tables.ts";
import { rows } from "../rows/index.ts";
import { readVendorMethods, type VendorMethod, vendorClasses } from "../vendor-methods.ts";
import { type Asked, doors, openBoth } from "./both.ts";
import { callsOf } from "./calls.ts";
import { given, known, notCompared } from "./known.ts";
import type { Recorded } from "./recording-server.ts";
import { refusedBy } from "./written-calls.ts";

const page = readFileSync(new URL("../../../../../docs/recipes/from-workos-node.md", import.meta.url), "utf8");
const declarations = openRows();
const methods = readVendorMethods(declarations).filter(({ module }) => !vendorClasses.some((each) => each === module));
const compared = methods.flatMap((method) => {
  const row = rows[method.module]?.[method.name];
  const name = nameOf(method);
  if (row === undefined || !("door" in row) || !(row.door in doors) || name in notCompared) return [];
  return [{ name, method, row, calls: callsOf(method, row, declarations, given[name]) }];
});
const both = await openBoth();
afterAll(() => both[Symbol.asyncDispose]());

describe("a call of the vendor's SDK, and what the page says to write instead", () => {
  it("are compared for every method but those on the list", () => {
    const names = new Set(compared.map(({ name }) => name));

    expect(methods.map(nameOf).filter((name) => !names.has(name))).toEqual(Object.keys(notCompared));
  });

  it.each(compared)("$name: ask the same", async ({ name, method, row, calls }) => {
    const differences = new Set<string>();
    let sent = 0;
    for (const call of calls) {
      const asked = await both.ask(method, row, call);
      sent += asked.theirs.length;
      for (const field of differing(asked)) differences.add(field);
    }

    expect(sent, "requests or URLs").toBeGreaterThan(0);
    expect([...differences].sort()).toEqual(known[name]?.fields ?? []);
  });

  it("take the same values, and compile", () => {
    const refused = refusedBy(compared.flatMap(({ calls, ...each }) => calls.map((call) => ({ ...each, call }))));
    const expected = Object.entries(known).flatMap(([name, { refused = [] }]) =>
      refused.map((each) => `${name}: ${each}`),
    );

    expect([...new Set(refused)].sort()).toEqual(expected.sort());
  });

  it("differ only where the page says so", () => {
    expect(Object.keys(known).filter((name) => !compared.some((each) => each.name === name))).toEqual([]);
    for (const { said } of Object.values(known)) expect(page).toContain(said);
    expect(page).toContain("`order` is no longer forced to `desc`");
  });
});

/** Names of what is not the same in two requests, without places in lists. */
function differing({ theirs, ours }: Asked): string[] {
  return Array.from({ length: Math.max(theirs.length, ours.length) }).flatMap((_, index) => {
    const [before = {}, after = {}] = [theirs[index], ours[index]];
    const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return fields.filter((field) => !isSame(field, before, after)).map((field) => field.replace(/\.\d+(?=\.|$)/g, ""));
  });
}

function isSame(field: string, before: Recorded, after: Recorded): boolean {
  // The vendor's SDK asks for the order that the API has by itself.
  if (field === "query.order" && !(field in after)) return before[field] === "desc";
  const isMade = (value: unknown) => typeof value === "string" && !value.startsWith("the_");
  // Keys and secrets that each makes anew.
  if (/idempotencyKey$|state$|code_challenge$/.test(field) && isMade(before[field])) return isMade(after[field]);
  return before[field] === after[field];
}

function nameOf({ module, name }: VendorMethod): string {
  return `${module}.${name}`;
}
