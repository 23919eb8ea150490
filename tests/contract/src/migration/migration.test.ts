import { readFileSync } from "node:fs";
import * as vendor from "@workos-inc/node";
import { describe, expect, it } from "vitest";
import { methodsOf } from "../vendor/record.ts";
import { openRows, withTables } from "./print-tables.ts";
import { differingArguments, namesOf, parametersFor } from "./replacements.ts";
import { rows } from "./rows/index.ts";
import { readVendorMethods, type VendorMethod, vendorClasses } from "./vendor-methods.ts";

const page = readFileSync(new URL("../../../../docs/recipes/from-workos-node.md", import.meta.url), "utf8");
const declarations = openRows();
const methods = readVendorMethods(declarations);
const replaced = methods.flatMap((method) => {
  const row = rows[method.module]?.[method.name];
  return row && "door" in row ? [{ method, row }] : [];
});
// What `shown` puts in the table stands for something the function gives: its arguments are not the function's own.
const called = replaced.filter(({ row }) => row.shown === undefined);

describe("the rows of the migration page", () => {
  it("are one for each public method of the vendor's SDK, and no more", () => {
    const listed = Object.entries(rows).flatMap(([module, own]) => Object.keys(own).map((name) => `${module}.${name}`));

    expect(listed.sort()).toEqual(methods.map(nameOf).sort());
    expect(methods.filter(({ module }) => !vendorClasses.some((each) => each === module))).toHaveLength(264);
  });

  it("are about methods that are there at run time", () => {
    const workos = new vendor.WorkOS("sk_test", { clientId: "client_1" });
    const present = new Set(methodsOf(workos));
    const ofModules = methods.filter(({ module }) => !/^[A-Z]|^client$/.test(module));

    expect(ofModules.map(nameOf).filter((name) => !present.has(name))).toEqual([]);
    for (const { module, name } of methods.filter(({ module }) => /^[A-Z]/.test(module))) {
      const { prototype } = Object(Reflect.get(vendor, module));
      expect(typeof prototype[name], `${module}.${name}`).toBe("function");
    }
  });

  it("name exports of the entries they name", async () => {
    const doors = [...new Set(replaced.map(({ row }) => row.door))];
    const found = new Map(await Promise.all(doors.map(async (door) => [door, await import(door)] as const)));

    const missing = replaced.filter(({ row }) => typeof found.get(row.door)?.[row.name] !== "function");

    expect(missing.map(({ method }) => nameOf(method))).toEqual([]);
  });

  it("say where every argument goes", () => {
    for (const { method, row } of called) {
      const parameters = parametersFor(row, declarations);
      const names = namesOf(parameters);
      const theirs = namesOf(method.parameters);
      const fields = Object.values(row.renames).filter((each) => typeof each === "string");

      expect(Object.keys(row.renames), nameOf(method)).toEqual(
        expect.arrayContaining(differingArguments(method, parameters)),
      );
      for (const name of Object.keys(row.renames)) expect([...theirs], nameOf(method)).toContain(name);
      for (const field of fields) expect([...names], nameOf(method)).toContain(field);
    }
  });

  it("give a reason, in a sentence, where there is nothing to write", () => {
    const reasons = Object.values(rows).flatMap((own) =>
      Object.values(own).flatMap((row) => ("reason" in row ? [row.reason] : [])),
    );

    for (const reason of reasons) expect(reason).toMatch(/^[A-Z`].{15,}\.$/);
  });
});

it("is up to date", () => {
  expect(withTables(page, declarations), "pnpm --filter @workos-kit/tests-contract migration-page").toBe(page);
});

describe("the guide above the tables", () => {
  it("tells what became of every function and class that the SDK exports", () => {
    // Only what `serialize…` gives goes to the API as it is: nobody calls it.
    const callable = Object.entries(vendor).filter(
      ([name, value]) => typeof value === "function" && !/^serialize/.test(name),
    );

    expect(callable.filter(([name]) => name.endsWith("Exception"))).toHaveLength(12);
    expect(callable.map(([name]) => name).filter((name) => !page.includes(name))).toEqual([]);
  });

  it("tells what became of every option of the SDK", () => {
    const { parameters = [] } = methods.find(({ name }) => name === "createHttpClient") ?? {};
    const options = [...(parameters[0]?.fields?.keys() ?? [])];

    expect(options).toContain("fetchFn");
    expect(options.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});

function nameOf({ module, name }: VendorMethod): string {
  return `${module}.${name}`;
}
