import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const read = (path: string) => readFileSync(root + path, "utf8");

it("the page about errors says of every reason what to do", () => {
  const sources = globSync("packages/client/src/**/*.ts", { cwd: root, exclude: (path) => path.endsWith(".test.ts") });
  const thrown = sources
    .flatMap((path) => [...read(path).matchAll(/new ConfigurationError\(\s*["`]([\w${}]+)["`]/g)])
    // One sentence for the parameters of both kinds.
    .flatMap(([, reason = ""]) => ["path", "query"].map((kind) => reason.replace(/\$\{kind\}/, kind)));
  const [, section = ""] = read("docs/client/errors.md").split("## When nothing was sent");

  const told = [...section.matchAll(/^\| `(\w+)` \|/gm)].map(([, reason]) => reason);

  expect(told.sort()).toEqual([...new Set(thrown)].sort());
});
