import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
// READMEs of packages are read on npm as well: they name the repository in full.
const repository = "https://github.com/workos-kit/workos-kit/blob/main/";
const pages = ["README.md", "CONTRIBUTING.md", ...under("docs"), ...under("examples"), ...under("packages")];
const links = pages.flatMap((page) => linksOf(page).map((link) => ({ page, ...link })));

describe("the pages for readers", () => {
  it("lead to files that exist", () => {
    expect(links.filter(({ target }) => !existsSync(root + target))).toEqual([]);
  });

  it("lead to headings that exist", () => {
    const dead = links.filter(({ target, heading }) => heading && !headingsOf(target).includes(heading));

    expect(dead).toEqual([]);
  });

  it("can be reached from the README of the repository", () => {
    const reached = new Set(["README.md"]);
    for (const page of reached)
      for (const { target } of linksOf(page)) for (const each of shownBy(target)) reached.add(each);

    expect(pages.filter((page) => !reached.has(page))).toEqual([]);
  });

  it("leave no reader at a dead end", () => {
    const guides = pages.filter((page) => /^docs\/(client|webhooks|testing|recipes)\/|^examples\//.test(page));

    expect(guides.filter((page) => linksOf(page).length === 0)).toEqual([]);
  });
});

/** Every page below a folder, by its path in the repository. */
function under(folder: string): string[] {
  return readdirSync(root + folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return /^(node_modules|dist|\.\w+)$/.test(entry.name) ? [] : under(path);
    return path.endsWith(".md") ? [path] : [];
  });
}

/** What a page links to in the repository. */
function linksOf(page: string): { target: string; heading: string | undefined }[] {
  if (!page.endsWith(".md") || !existsSync(root + page)) return [];
  return [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = ""]) => {
    if (/^https?:/.test(link) && !link.startsWith(repository)) return [];
    const [path = "", heading] = link.replace(repository, "/").split("#");
    if (path.startsWith("/")) return [{ target: path.slice(1), heading }];
    return [{ target: path === "" ? page : normalize(join(dirname(page), path)), heading }];
  });
}

/** A link to a folder shows what is in it. */
function shownBy(target: string): string[] {
  if (!existsSync(root + target) || !statSync(root + target).isDirectory()) return [target];
  return pages.filter((page) => dirname(page) === target.replace(/\/$/, ""));
}

/** The anchors that a page has, as GitHub makes them. */
function headingsOf(page: string): string[] {
  return [...proseOf(page).matchAll(/^#+ (.+)$/gm)].map(([, text = ""]) =>
    text
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}

function proseOf(page: string): string {
  return readFileSync(root + page, "utf8").replace(/^```[\s\S]*?^```/gm, "");
}
