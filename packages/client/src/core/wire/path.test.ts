import { describe, expect, it } from "vitest";
import { fillPath } from "./path.ts";

describe("fillPath", () => {
  it("encodes what a path cannot carry and keeps the colons of slugs", () => {
    expect(fillPath("/permissions/{slug}/x/{id}", { slug: "users:read", id: "a/b?c#d e" })).toBe(
      "/permissions/users:read/x/a%2Fb%3Fc%23d%20e",
    );
  });

  it("accepts numbers and names with dots inside", () => {
    expect(fillPath("/x/{a}/{b}", { a: 7, b: "...v1.2" })).toBe("/x/7/...v1.2");
  });

  it.each([[""], ["."], [".."], [undefined], [null], [{}], [["a"]], [Symbol("a")], [new Map()], ["\ud800"]])(
    "refuses %j",
    (id) => {
      expect(() => fillPath("/organizations/{id}", { id })).toThrow(
        /^The path parameter id of \/organizations\/{id} is missing or unsafe\.$/,
      );
    },
  );

  it("keeps an already encoded dot segment from being one", () => {
    expect(fillPath("/organizations/{id}", { id: "%2e%2e" })).toBe("/organizations/%252e%252e");
  });
});
