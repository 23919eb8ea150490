import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { rawBundle } from "../bundle/build-bundle.ts";
import { countSpec } from "./count-spec.ts";

const room = fileURLToPath(new URL("..", import.meta.url));
const root = join(room, "..");

// Decisions and changesets tell what was so when they were written.
const pages = ["README.md", "CONTRIBUTING.md", "openapi/README.md", "packages/*/README.md", "docs/**/*.md"].flatMap(
  (pattern) => globSync(pattern, { cwd: root, exclude: ["docs/decisions/**", "docs/coverage.md"] }),
);

it("has pages that name as many operations and events as the spec has", async () => {
  const { operations, events } = countSpec(await rawBundle(room));
  const counts = { operations: operations.length, events: events.filter(({ isAction }) => !isAction).length };

  const found = pages.flatMap((page) =>
    [...readFileSync(join(root, page), "utf8").matchAll(/(?<![\d,.])(\d{3}) (operations|events)\b/g)].map(
      ([, figure, what]) => ({ page, what: what as keyof typeof counts, figure: Number(figure) }),
    ),
  );

  expect(found.map(({ page }) => page)).toContain("README.md");
  const wrong = found.filter(({ what, figure }) => figure !== counts[what]);
  expect(wrong.map(({ page, what, figure }) => `${page}: write ${counts[what]} ${what}, not ${figure}`)).toEqual([]);
});
