import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeNotices } from "./notices.ts";

describe("writeNotices", () => {
  let root = "";
  const write = (file: string, content: unknown) => {
    mkdirSync(join(root, file, ".."), { recursive: true });
    writeFileSync(join(root, file), typeof content === "string" ? content : JSON.stringify(content));
  };
  const report = (...inputs: string[]) =>
    write("kit/dist/metafile-esm.json", {
      outputs: { "dist/a.js": { inputs: Object.fromEntries(inputs.map((input) => [input, {}])) } },
    });
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "workos-kit-notices-"));
    write("store/b@2/node_modules/@b/b/package.json", { name: "@b/b", version: "2.0.0" });
    write("store/b@2/node_modules/@b/b/LICENSE.md", "Terms of b.\n");
    write("kit/node_modules/a/package.json", { name: "a", version: "1.0.0" });
    write("kit/node_modules/a/LICENSE", "Terms of a.\n\n");
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it("passes on the licence of each package in the bundles, once", () => {
    report("src/own.ts", "node_modules/a/x.js", "node_modules/a/y.js", "../store/b@2/node_modules/@b/b/lib/z.js");

    writeNotices(join(root, "kit"));

    const text = readFileSync(join(root, "kit/dist/THIRD-PARTY-NOTICES.txt"), "utf8");
    expect(text).toBe(`@b/b 2.0.0\n\nTerms of b.\n\n${"-".repeat(80)}\n\na 1.0.0\n\nTerms of a.\n`);
    expect(existsSync(join(root, "kit/dist/metafile-esm.json"))).toBe(false);
  });

  it("refuses a package without a licence, and a build that does not report", () => {
    expect(() => writeNotices(join(root, "kit"))).toThrow("no report of the bundler");
    write("kit/node_modules/c/package.json", { name: "c", version: "1.0.0" });
    report("node_modules/c/index.js");
    expect(() => writeNotices(join(root, "kit"))).toThrow("c has no licence file");
  });
});
