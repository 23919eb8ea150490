import { describe, expect, it } from "vitest";
import { regionOf, withExcerpts } from "./excerpts.ts";

describe("regionOf", () => {
  it("cuts a region out and removes its indentation, and what is empty at its end", () => {
    expect(regionOf("a\n  // #region x\n  b\n\n    c\n\n  // #endregion\nd", "x")).toBe("b\n\n  c");
  });

  it("knows the comments of YAML and shell scripts", () => {
    expect(regionOf("# #region x\nb: 1\n# #endregion", "x")).toBe("b: 1");
  });

  it("says when there is none", () => {
    expect(() => regionOf("a", "x")).toThrow("no region x");
  });
});

it("puts the region of a file into the page, in place of what stood there", () => {
  const page = "Text.\n\n<!-- excerpt: a.ts#x -->\n```ts\nold\n```\n";

  expect(withExcerpts(page, () => "// #region x\nnew\n// #endregion")).toBe(page.replace("old", "new"));
});

it("puts a whole file into the page, whatever its language", () => {
  const page = "<!-- excerpt: a.yaml -->\n```yaml\nold\n```\n";

  expect(withExcerpts(page, () => "new: 1\n")).toBe(page.replace("old", "new: 1"));
});
