import { readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { openDeclarations } from "./declarations.ts";

const packages = ["client", "testing", "webhooks"].map((name) => {
  const manifest = read(`packages/${name}/package.json`) as { exports: Record<string, unknown> };
  const entries = Object.keys(manifest.exports).filter((entry) => entry !== "./package.json");
  return [name, entries.map((entry) => `@workos-kit/${name}${entry.slice(1)}`)] as const;
});
const { components } = read("openapi/dist/openapi.json") as { components: { schemas: object } };

describe.each(packages)("@workos-kit/%s", (_name, entries) => {
  const { checker, exportsOf } = openDeclarations(entries);
  const all = entries.flatMap((entry) => [...exportsOf(entry)].map(([name, symbol]) => ({ entry, name, symbol })));

  it("says of every export what it is for", () => {
    const silent = all.filter(({ symbol }) => docOf(origin(symbol)) === "");

    expect(silent.map(printed)).toEqual([]);
  });

  it("says of every option what it does", () => {
    const silent = all
      .filter(({ entry, name }) => /(Options|Hooks)$/.test(name) && !isFixtureType(entry, name))
      .flatMap((each) =>
        ownMembers(origin(each.symbol))
          .filter((member) => docOf(member) === "")
          .map((member) => `${printed(each)}.${member.name}`),
      );

    expect(silent).toEqual([]);
  });

  it("links the reference from every operation", () => {
    const operations = all
      .filter(({ entry }) => entry.endsWith("/operations"))
      .filter(({ symbol }) => (origin(symbol).flags & ts.SymbolFlags.Function) !== 0);

    const unlinked = operations.filter(
      ({ symbol }) =>
        !origin(symbol)
          .getJsDocTags(checker)
          .some(({ name }) => name === "see"),
    );

    expect(unlinked.map(printed)).toEqual([]);
  });

  function origin(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  }

  function docOf(symbol: ts.Symbol): string {
    const tags = symbol.getJsDocTags(checker).map(({ text }) => ts.displayPartsToString(text));
    return [ts.displayPartsToString(symbol.getDocumentationComment(checker)), ...tags].join("");
  }
});

/** The fields that an interface or class writes down itself. */
function ownMembers({ declarations = [], members }: ts.Symbol): ts.Symbol[] {
  if (!declarations.some((each) => ts.isInterfaceDeclaration(each) || ts.isClassDeclaration(each))) return [];
  return [...(members?.values() ?? [])].filter(({ flags }) => (flags & ts.SymbolFlags.TypeParameter) === 0);
}

function isFixtureType(entry: string, name: string): boolean {
  return entry === "@workos-kit/testing/fixtures" && name in components.schemas;
}

function printed({ entry, name }: { entry: string; name: string }): string {
  return `${entry} ${name}`;
}

function read(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8"));
}
