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
});
