import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { withExcerpts } from "@workos-kit/codegen";
import { describe, expect, it } from "vitest";
import { readPages, readSource } from "../scripts/excerpts.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const readme = "packages/webhooks/README.md";
const index = readSource("docs/webhooks/README.md");
const pages = [...readPages()];

/** Whether a test imports a file. */
function testsImport(file: string): boolean {
  const tests = readdirSync(`${root}packages/webhooks/test`, { recursive: true, encoding: "utf8" });
  return tests.some(
    (test) => test.endsWith(".test.ts") && readSource(`packages/webhooks/test/${test}`).includes(`/${basename(file)}"`),
  );
}

describe.each(pages)("%s", (path, page) => {
  it("shows code exactly as it stands in a test or an example that runs", () => {
    expect(page).toBe(withExcerpts(page, readSource));
  });

  it("has no TypeScript that nothing runs", () => {
    const blocks = [...page.matchAll(/(.*)\n```ts\n/g)].map((match) => match[1]);

    for (const before of blocks) expect(before).toMatch(/^<!-- excerpt: /);
  });

  it("links to files that exist", () => {
    // A README is read on npm as well, so it names the repository in full.
    const local = page.replaceAll(/https:\/\/github\.com\/workos-kit\/workos-kit\/(tree|blob)\/main\//g, root);

    for (const [, target = ""] of local.matchAll(/\]\((?!https?:)([^)#]+)/g))
      expect(existsSync(resolve(root, dirname(path), target)), target).toBe(true);
  });

  it("is found from the index", () => {
    const name = basename(path);

    if (path === readme) expect(page).toContain("/docs/webhooks)");
    else if (name !== "README.md") expect(index).toContain(`(${name})`);
  });
});

it("has a page for every framework that is tested", () => {
  const examples = readdirSync(new URL("./frameworks/", import.meta.url)).filter((name) =>
    name.endsWith(".example.ts"),
  );
  const all = pages.map(([, page]) => page).join();

  for (const example of examples) expect(all).toContain(`test/frameworks/${example}#docs`);
});

describe("the security page", () => {
  const rows = [...readSource("docs/webhooks/security.md").matchAll(/^\| (?!Promise|---)(.+?) \| (.+) \|$/gm)];

  it("makes promises", () => {
    expect(rows.length).toBeGreaterThanOrEqual(20);
  });

  it.each(rows.map(([, promise, proof]) => [promise, proof]))("names the tests of: %s", (_promise, proof = "") => {
    const files = [...proof.matchAll(/`((?:src|test)\/[^`]+)`/g)].map(([, file = ""]) => file);

    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      expect(existsSync(`${root}packages/webhooks/${file}`), file).toBe(true);
      // Rows and contracts are run by a test that imports them; what is not run must say so.
      if (!file.endsWith(".test.ts") && !proof.startsWith("by review")) expect(testsImport(file), file).toBe(true);
    }
  });
});

it("explains every code that an error or an answer can have", () => {
  const codes = /export type WebhookErrorCode =([^;]+);/.exec(
    readSource("packages/webhooks/src/verification/errors.ts"),
  )?.[1];
  const answers = /const statuses = \{([^}]+)\}/.exec(readSource("packages/webhooks/src/handler/answer.ts"))?.[1];
  const known = [...(codes ?? "").matchAll(/"(\w+)"/g), ...(answers ?? "").matchAll(/(\w+):/g)].map(
    (match) => match[1],
  );
  const rows = [...readSource("docs/webhooks/troubleshooting.md").matchAll(/^\| `(\w+)` \|/gm)].map(
    (match) => match[1],
  );

  expect(rows.sort()).toEqual(known.sort());
});
