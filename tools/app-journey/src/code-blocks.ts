import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const read = (file: string) => readFileSync(root + file, "utf8");

/** Holds the code blocks of pages to the files they name: `<!-- excerpt: file -->`, then the block, word for word. */
export function itShowsCodeThatRuns(pages: readonly string[]): void {
  describe.each(pages)("%s", (page) => {
    const blocks = [...read(page).matchAll(/(.*)\n```(?!sh\n)\w+\n([\s\S]*?)```/g)];

    it("has code", () => {
      expect(blocks.length).toBeGreaterThan(0);
    });

    it.each(blocks.map(([, comment = "", code = ""]) => ({ comment, code })))("shows $comment", ({ comment, code }) => {
      const file = /^<!-- excerpt: ([^#\s]+)(#\w+)? -->$/.exec(comment)?.[1];

      expect(file, "The comment before the block names no file.").toBeDefined();
      expect(read(file ?? "")).toContain(code);
    });
  });
}
