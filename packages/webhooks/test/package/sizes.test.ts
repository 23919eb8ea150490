import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Platform } from "esbuild";
import { describe, expect, it } from "vitest";

const folder = fileURLToPath(new URL("../../", import.meta.url));

/** Bytes of a minified, gzipped bundle of the built package. */
async function bundledBytes(contents: string, platform: Platform): Promise<number> {
  const result = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
    platform,
    // The paths of this workspace would lead to the sources.
    tsconfigRaw: "{}",
  });
  return gzipSync(result.outputFiles[0]?.contents ?? "", { level: 9 }).length;
}

const name = "@workos-kit/webhooks";
const limits: Record<string, [contents: string, kilobytes: number]> = {
  verify: [`export { verifyHeader } from "${name}"`, 2],
  "verify, synchronously": [`export { verifyHeaderSync } from "${name}/sync"`, 2],
  construct: [`export { constructEvent } from "${name}"`, 2.5],
  "construct in camelCase": [`export { constructEvent } from "${name}/camel-case"`, 4],
  "the handler with the Node adapter": [
    `export { createWebhookHandler } from "${name}/handler"; export { toNodeHandler } from "${name}/node"`,
    6,
  ],
  "the guards": [`export { isEvent, isEventIn } from "${name}"`, 0.2],
};

describe.each<Platform>(["node", "browser"])("bundled for %s", (platform) => {
  it.each(Object.entries(limits).filter(([title]) => platform === "node" || !title.includes("synchron")))(
    "%s stays below its limit",
    async (title, [contents, kilobytes]) => {
      const bytes = await bundledBytes(contents, platform);

      console.log(`${title}, ${platform}: ${bytes} bytes gzip of ${kilobytes * 1024}`);
      expect(bytes).toBeLessThanOrEqual(kilobytes * 1024);
    },
  );
});

describe("installed", () => {
  const manifest = JSON.parse(readFileSync(`${folder}package.json`, "utf8"));

  it("takes at most 300 KB", () => {
    const files = readdirSync(`${folder}dist`).map((each) => `${folder}dist/${each}`);
    const bytes = [...files, `${folder}package.json`, `${folder}README.md`].reduce(
      (sum, file) => sum + statSync(file).size,
      0,
    );

    console.log(`installed: ${bytes} bytes`);
    expect(bytes).toBeLessThanOrEqual(300_000);
  });

  it.each(["index.js", "sync.js", "index.cjs", "sync.cjs"])("loads three files at most for %s", (file) => {
    const loaded = new Set([file]);
    // A set is read on while it grows.
    for (const each of loaded) {
      const text = readFileSync(`${folder}dist/${each}`, "utf8");
      for (const [, next = ""] of text.matchAll(/(?:from|import|require\()\s*["']([^"']+)["']/g)) {
        if (next === "#hmac") loaded.add(`hmac-node.${each.split(".").at(-1)}`);
        else if (next.startsWith("./")) loaded.add(next.slice(2));
      }
    }

    expect([...loaded].sort()).toHaveLength(3);
  });

  it("depends on nothing at all", () => {
    for (const field of ["dependencies", "peerDependencies", "optionalDependencies", "bundledDependencies"]) {
      expect(manifest[field] ?? {}).toEqual({});
    }
  });

  it("imports nothing but its own files and node:crypto, and that in one file", () => {
    const importers = readdirSync(`${folder}dist`)
      .filter((file) => /\.c?js$/.test(file))
      .flatMap((file) => {
        const text = readFileSync(`${folder}dist/${file}`, "utf8");
        const sources = [...text.matchAll(/(?:from|import|require\()\s*["']([^"']+)["']/g)].map(
          (match) => match[1] ?? "",
        );
        return sources
          .filter((source) => !source.startsWith("./"))
          .map((source) => `${source} in ${file.replace(/-[A-Z0-9]{8}/, "")}`);
      });

    expect([...new Set(importers.map((each) => each.split(" ")[0]))].sort()).toEqual(["#hmac", "node:crypto"]);
  });

  it("says nothing about the machine that built it", () => {
    for (const file of readdirSync(`${folder}dist`))
      expect(readFileSync(`${folder}dist/${file}`, "utf8")).not.toContain(folder);
  });
});
