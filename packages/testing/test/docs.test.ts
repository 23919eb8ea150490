import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readme, readPages, readSource, upToDate } from "../scripts/excerpts.ts";
import { createMock } from "../src/index.ts";
import { startCli } from "./start-cli.ts";

const pages = [...readPages()];
const root = new URL("../../../", import.meta.url);

describe.each(pages)("%s", (path, page) => {
  it("shows code and tables exactly as they stand in what a test runs", () => {
    expect(page, "pnpm --filter @workos-kit/testing excerpts").toBe(upToDate(page));
  });

  it("has no code that nothing runs", () => {
    const blocks = [...page.matchAll(/(.*)\n```(?:ts|js|yaml|toml|dockerfile)\n/g)].map((match) => match[1]);

    for (const before of blocks) expect(before).toMatch(/^<!-- excerpt: /);
  });

  it("is reached from the index", () => {
    const name = path.split("/").at(-1) ?? "";

    if (name !== "README.md") expect(readSource("docs/testing/README.md")).toContain(`(${name})`);
  });
});

it.each(pages.map(([path]) => path))("%s links to files and headings that exist", (path) => {
  // READMEs of packages are read on npm as well: they name the repository in full.
  const text = readSource(path).replaceAll("https://github.com/workos-kit/workos-kit/blob/main/", root.pathname);
  for (const [, target = "", heading] of text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)) {
    const file = target === "" ? path : new URL(target, new URL(path, root)).pathname.slice(root.pathname.length);
    expect(existsSync(new URL(file, root)), `${path}: ${target}`).toBe(true);
    if (heading !== undefined) expect(headingsOf(readSource(file)), `${path}: #${heading}`).toContain(heading);
  }
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

it("has exactly the options of the command line on its page", async () => {
  const { exit, output } = startCli("--help");
  await exit;

  const flags = (text: string) => new Set([...text.matchAll(/--[a-z][a-z-]+/g)].map(([flag]) => flag));
  const table = readSource("docs/testing/server-and-cli.md").match(/^\| `--.*$/gm) ?? [];
  const documented = flags(table.map((row) => row.split("|")[1] ?? "").join());

  expect([...documented].sort()).toEqual([...flags(output()), "--help"].sort());
});

describe("the README", () => {
  it("stays short and leads to every page", () => {
    const text = readSource(readme);

    expect(text.split("\n").length).toBeLessThan(150);
    for (const [path] of pages) if (path !== readme) expect(text).toContain(`/${path})`);
  });

  it("steers by what a mock has", () => {
    const mock = createMock();
    const names = [...readSource(readme).matchAll(/`mock\.([a-z]\w*(?:\.[a-z]\w*)*)/gi)].map(([, name = ""]) => name);
    const missing = names.filter((name) => {
      const found = name.split(".").reduce<unknown>((owner, key) => Object(owner)[key], mock);
      return found === undefined;
    });

    expect(names).toContain("faults.add");
    expect(missing).toEqual([]);
  });

  it("names every door of the package", () => {
    const { exports } = JSON.parse(readSource("packages/testing/package.json"));
    const doors = Object.keys(exports).filter((door) => door !== "." && door !== "./package.json");

    for (const door of doors) expect(readSource(readme)).toContain(`\`${door.slice(1)}\``);
  });
});
