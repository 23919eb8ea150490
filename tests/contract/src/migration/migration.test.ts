import { readFileSync } from "node:fs";
import * as vendor from "@workos-inc/node";
import { describe, expect, it } from "vitest";
import { methodsOf } from "../vendor/record.ts";
import { openRows, withTables } from "./print-tables.ts";
import { differingArguments, namesOf, parametersFor, snakeCase } from "./replacements.ts";
import type { Replacement } from "./row.ts";
import { rows } from "./rows/index.ts";
import { readVendorMethods, type VendorMethod, vendorClasses } from "./vendor-methods.ts";
import { requestOf } from "./vendor-requests.ts";

const page = readFileSync(new URL("../../../../docs/recipes/from-workos-node.md", import.meta.url), "utf8");
const { paths } = JSON.parse(
  readFileSync(new URL("../../../../openapi/dist/openapi.json", import.meta.url), "utf8"),
) as { paths: Record<string, Record<string, { operationId?: string }>> };
const declarations = openRows();
const methods = readVendorMethods(declarations);
const replaced = methods.flatMap((method) => {
  const row = rows[method.module]?.[method.name];
  return row && "door" in row ? [{ method, row }] : [];
});
// What `shown` puts in the table stands for something the function gives: its arguments are not the function's own.
const called = replaced.filter(({ row }) => row.shown === undefined);
const operations = called.filter(({ row }) => row.door === "@workos-kit/client/operations");

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

describe("the operations of the migration page", () => {
  it.each(operations.map(({ method, row }) => [nameOf(method), method, row] as const))(
    "%s: asks the same, with every argument where the row says",
    async (name, method, row) => {
      const sent = await requestOf(method, givenTo[name]);

      expect(sent?.target, "method and path").toBe(elsewhere[name] ?? renamed(routeOf(row.name), method, row));
      expect(misplaced(sent?.fields ?? {}, method, row), "query and body").toEqual(otherNames[name] ?? []);
    },
  );
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

/** Arguments without which a method refuses to send anything. */
const givenTo: Record<string, Record<string, string>> = { "connect.createApplication": { applicationType: "oauth" } };

/** Where the SDK sends a request that the API reference does not have. */
const elsewhere: Record<string, string> = {
  "authorization.listEffectivePermissions":
    "GET /authorization/resources/resourceId/organization_memberships/organizationMembershipId/permissions",
};

/** Fields that the SDK calls otherwise than the API reference. */
const otherNames: Record<string, string[]> = {
  "adminPortal.generateLink": ["intent_options", "admin_emails"],
  "vault.listObjects": ["updated_after"],
};

/** What the SDK sends under a name that the operation does not have, or that the row gives to another argument. */
function misplaced(fields: Readonly<Record<string, unknown>>, method: VendorMethod, row: Replacement): string[] {
  const ours = namesOf(parametersFor(row, declarations));
  const theirs = namesOf(method.parameters);
  return Object.entries(fields)
    .filter(([field, value]) => {
      const now = row.renames[String(value)] ?? snakeCase(String(value));
      // The client fills in who it is, and the row tells what has no place here.
      if (/^client_(id|secret)$/.test(field) || typeof now === "object") return false;
      return !ours.has(field) || (theirs.has(String(value)) && now !== field);
    })
    .map(([field]) => field);
}

/** The route of an operation with each parameter as the vendor's method calls it. */
function renamed(route: string, { parameters }: VendorMethod, { renames }: Replacement): string {
  const theirs = [...namesOf(parameters)];
  return route.replace(/\{(\w+)\}/g, (_, field: string) => {
    const name = theirs.find((each) => (renames[each] ?? snakeCase(each)) === field);
    return name ?? `{${field}}`;
  });
}

function routeOf(operationId: string): string {
  for (const [path, item] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(item)) {
      if (operation.operationId === operationId) return `${method.toUpperCase()} ${path}`;
    }
  }
  throw new Error(`The spec has no ${operationId}.`);
}

function nameOf({ module, name }: VendorMethod): string {
  return `${module}.${name}`;
}
