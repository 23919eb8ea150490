import { describe, expect, it } from "vitest";
import { regionOf, withExcerpts } from "./excerpts.ts";

describe("regionOf", () => {
  it("cuts a region out and removes its indentation, and what is empty at its end", () => {
    expect(regionOf("a\n  // #region x\n  b\n\n    c\n\n  // #endregion\nd", "x")).toBe("b\n\n  c");
  });

  it("says when there is none", () => {
    expect(() => regionOf("a", "x")).toThrow("no region x");
  });
});

it("puts the region of a file into the page, in place of what stood there", () => {
  const page = "Text.\n\n<!-- excerpt: a.ts#x -->\n```ts\nold\n```\n";

  expect(withExcerpts(page, () => "// #region x\nnew\n// #endregion")).toBe(page.replace("old", "new"));
});
