import { existsSync } from "node:fs";
import { withExcerpts } from "@workos-kit/codegen";
import { describe, expect, it } from "vitest";
import { readPages, readSource } from "../scripts/excerpts.ts";

const pages = [...readPages()];
const root = new URL("../../../", import.meta.url);

describe.each(pages)("%s", (path, page) => {
  it("shows code exactly as it stands in an example that a test runs", () => {
    expect(page, "pnpm --filter @workos-kit/client excerpts").toBe(withExcerpts(page, readSource));
  });

  it("has no TypeScript that nothing runs", () => {
    const blocks = [...page.matchAll(/(.*)\n```ts\n/g)].map((match) => match[1]);

    for (const before of blocks) expect(before).toMatch(/^<!-- excerpt: /);
  });

  it("links to files and headings that exist", () => {
    for (const [, target = "", heading] of page.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)) {
      const file = target === "" ? path : new URL(target, new URL(path, root)).pathname.slice(root.pathname.length);
      expect(existsSync(new URL(file, root)), `${path}: ${target}`).toBe(true);
      if (heading !== undefined) expect(headingsOf(readSource(file)), `${path}: #${heading}`).toContain(heading);
    }
  });
});

it("reaches every page from the README of the package", () => {
  const [, readme = ""] = pages[0] ?? [];

  for (const [path] of pages.slice(1)) expect(readme).toContain(`/${path})`);
});

/** The anchors that a page has, as GitHub makes them. */
function headingsOf(page: string): string[] {
  return [...page.matchAll(/^#+ (.+)$/gm)].map(([, text = ""]) =>
    text
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}
