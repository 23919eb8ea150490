import { readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { openDeclarations } from "../../declarations.ts";
import { vendorPackage } from "../vendor-methods.ts";
import { fields, isToldByMethods } from "./fields.ts";
import { readWrittenTypes, withTypes } from "./print-types.ts";
import { readVendorTypes, ruleFor, unneeded, type VendorType } from "./vendor-types.ts";

const source = "./migration/types/instead.ts";
const doors = ["@workos-kit/client/types", "@workos-kit/webhooks", "@workos-kit/webhooks/actions"];
const declarations = openDeclarations([vendorPackage, source, ...doors]);
const { checker, exportsOf } = declarations;
const types = readVendorTypes(declarations);
const names = new Set(types.map(({ name }) => name));
const instead = new Map(
  checker
    .getPropertiesOfType(declaredType(exportsOf(source).get("Instead")))
    .map((row) => [row.name, checker.getTypeOfSymbol(row)]),
);
const page = readFileSync(new URL("../../../../../docs/recipes/from-workos-node.md", import.meta.url), "utf8");

describe("the types of the migration page", () => {
  it("are an answer, or a rule, for every type that the vendor's SDK exports", () => {
    const open = types.filter((each) => oursFor(each) === undefined && ruleFor(each, names) === undefined);

    expect(open.map(({ name }) => name)).toEqual([]);
    expect(types.length).toBeGreaterThan(800);
  });

  it("are about types that are there", () => {
    const told = [...instead.keys(), ...Object.keys(fields), ...Object.keys(unneeded)];

    expect(told.filter((name) => !names.has(name))).toEqual([]);
  });

  it("have every field by the same name in snake_case, or the table says what became of it", () => {
    for (const each of types) {
      const ours = oursFor(each);
      if (ours === undefined || each.isText || isToldByMethods(each.name)) continue;
      const here = new Set(fieldsOf(ours).map(plain));
      const missing = fieldsOf(each.type).filter((name) => !here.has(plain(name)));

      expect(Object.keys(fields[each.name] ?? {}), each.name).toEqual(expect.arrayContaining(missing));
    }
  });

  it("give fields names that are there", () => {
    for (const [name, renames] of Object.entries(fields)) {
      const type = types.find((each) => each.name === name);
      const ours = type && oursFor(type);
      const now = Object.values(renames).filter((each) => typeof each === "string");

      expect(fieldsOf(type?.type), name).toEqual(expect.arrayContaining(Object.keys(renames)));
      expect(fieldsOf(ours), name).toEqual(expect.arrayContaining(now));
    }
  });

  it("are up to date", () => {
    const written = readWrittenTypes(readFileSync(new URL("instead.ts", import.meta.url), "utf8"));

    expect(withTypes(page, written), "pnpm --filter @workos-kit/tests-contract migration-page").toBe(page);
  });
});

/** The type to write instead: what the rows say, or what has the same name. */
function oursFor({ name }: VendorType): ts.Type | undefined {
  const door = doors.find((each) => exportsOf(each).has(name));
  return instead.get(name) ?? (door === undefined ? undefined : declaredType(exportsOf(door).get(name)));
}

function fieldsOf(type: ts.Type | undefined): string[] {
  if (type === undefined) return [];
  const whole = checker.getNonNullableType(type);
  const members = whole.isUnion() ? whole.types : [whole];
  return [...new Set(members.flatMap((each) => checker.getPropertiesOfType(each).map(({ name }) => name)))];
}

/** `apiKeyLast4` and `api_key_last_4` are one name. */
function plain(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}

function declaredType(symbol: ts.Symbol | undefined): ts.Type {
  if (symbol === undefined) throw new Error("There is no such type.");
  const { Alias } = ts.SymbolFlags;
  return checker.getDeclaredTypeOfSymbol(symbol.flags & Alias ? checker.getAliasedSymbol(symbol) : symbol);
}
