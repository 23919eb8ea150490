import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { withExcerpts } from "@workos-kit/codegen";
import { describe, expect, it } from "vitest";
import { readPages, readSource } from "../scripts/excerpts.ts";

const folder = fileURLToPath(new URL("../../../docs/webhooks/", import.meta.url));
const pages = [...readPages()];

describe.each(pages)("%s", (name, page) => {
  it("shows code exactly as it stands in a test or an example that runs", () => {
    expect(page).toBe(withExcerpts(page, readSource));
  });

  it("has no TypeScript that nothing runs", () => {
    const blocks = [...page.matchAll(/(.*)\n```ts\n/g)].map((match) => match[1]);

    for (const before of blocks) expect(before).toMatch(/^<!-- excerpt: /);
  });

  it("links to files that exist", () => {
    for (const [, target] of page.matchAll(/\]\((?!https?:)([^)#]+)/g))
      expect(existsSync(folder + target), target).toBe(true);
  });

  it("is found from the index", () => {
    const index = readFileSync(`${folder}README.md`, "utf8");

    if (name !== "README.md") expect(index).toContain(`(${name})`);
  });
});

it("has a page for every framework that is tested", () => {
  const examples = readdirSync(new URL("./frameworks/", import.meta.url)).filter((name) =>
    name.endsWith(".example.ts"),
  );
  const all = pages.map(([, page]) => page).join();

  for (const example of examples) expect(all).toContain(`test/frameworks/${example}#docs`);
});

it("explains every code that an error or an answer can have", () => {
  const codes = /export type WebhookErrorCode =([^;]+);/.exec(
    readSource("packages/webhooks/src/verification/errors.ts"),
  )?.[1];
  const answers = /const statuses = \{([^}]+)\}/.exec(readSource("packages/webhooks/src/handler/answer.ts"))?.[1];
  const known = [...(codes ?? "").matchAll(/"(\w+)"/g), ...(answers ?? "").matchAll(/(\w+):/g)].map(
    (match) => match[1],
  );
  const rows = [...readFileSync(`${folder}troubleshooting.md`, "utf8").matchAll(/^\| `(\w+)` \|/gm)].map(
    (match) => match[1],
  );

  expect(rows.sort()).toEqual(known.sort());
});
