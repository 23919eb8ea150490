import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { serializeQuery } from "./query.ts";

describe("serializeQuery", () => {
  it("writes lists with commas, as the API documents", () => {
    expect(serializeQuery({ events: ["user.created", "a b"] })).toBe("events=user.created,a%20b");
  });

  it("writes lists in the other formats when asked", () => {
    expect(serializeQuery({ a: [1, 2] }, "brackets")).toBe("a[]=1&a[]=2");
    expect(serializeQuery({ a: [1, 2] }, "repeat")).toBe("a=1&a=2");
  });

  it("leaves out what has no value", () => {
    expect(serializeQuery({ a: undefined, b: null, c: [], d: "" })).toBe("d=");
    expect(serializeQuery({ a: [null, "x", undefined], b: [undefined], c: { d: null } })).toBe("a=x");
  });

  it("writes maps, dates, numbers and booleans", () => {
    const query = { provider_query_params: { hd: "a&b" }, since: new Date(0), limit: 5, deep: true };

    expect(serializeQuery(query)).toBe(
      "provider_query_params[hd]=a%26b&since=1970-01-01T00%3A00%3A00.000Z&limit=5&deep=true",
    );
  });

  it("writes what says itself in JSON as it says itself, such as the dates of libraries", () => {
    class Day {
      readonly year = 2026;
      toJSON = () => `${this.year}-01-01`;
    }

    expect(serializeQuery({ a: new URL("https://a.test/?b"), b: [new Day(), 10n], c: { d: new Date(0) } })).toBe(
      "a=https%3A%2F%2Fa.test%2F%3Fb&b=2026-01-01,10&c[d]=1970-01-01T00%3A00%3A00.000Z",
    );
  });

  it("writes a map without a prototype, and one of another realm", () => {
    const map = Object.assign(Object.create(null), { a: 1 });

    expect(serializeQuery({ map, other: runInNewContext("({ b: 2 })") })).toBe("map[a]=1&other[b]=2");
  });

  it.each([
    ["a Map", new Map([["a", 1]])],
    ["a Set", new Set(["a"])],
    [
      "an instance of a class",
      new (class Filter {
        name = "acme";
      })(),
    ],
    ["a symbol", Symbol("a")],
    ["a function", () => "a"],
    ["a boxed string", new String("abc")],
    ["form data", new URLSearchParams({ a: "1" })],
    ["a date that is none", new Date("soon")],
    ["half a character", "\ud800"],
    ["a list in a list", [[["a"]]]],
    ["a map in a list", [{ a: 1 }]],
    ["a map in a map", { a: { b: 1 } }],
  ])("refuses %s, which has no place in a query", (_, filter) => {
    for (const format of ["comma", "brackets", "repeat"] as const) {
      expect(() => serializeQuery({ filter }, format)).toThrow(
        expect.objectContaining({ name: "ConfigurationError", reason: "query_parameter" }),
      );
    }
  });

  it("names what it refuses, and does not show it", () => {
    expect(() => serializeQuery({ domains: new Set(["secret.test"]) })).toThrow(
      /^The query parameter domains is missing or unsafe\.$/,
    );
  });
});
