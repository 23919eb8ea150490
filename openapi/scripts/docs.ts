/**
 * Makes the API reference from the bundle: one HTML file that needs no network.
 *
 *     pnpm run docs    writes docs/site/index.html (not committed: it holds the reader and the spec, 6 MB)
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Node } from "../bundle/node.ts";
import { forReading, type Group, referencePage, titleOf } from "../reference/reference-page.ts";
import { readOptions } from "./read-options.ts";

const room = fileURLToPath(new URL("..", import.meta.url));
const { values } = readOptions("pnpm run docs [--out <file>] [--bundle <file>]", {
  options: { out: { type: "string" }, bundle: { type: "string" } },
});
const out = values.out ?? join(room, "../docs/site/index.html");

/** A product is a folder; its resources, the tags, are the folders below. */
function productGroups(): Group[] {
  const products = join(room, "resources");
  return readdirSync(products).map((product) => ({
    name: titleOf(product),
    tags: readdirSync(join(products, product)),
  }));
}

const bundle = JSON.parse(readFileSync(values.bundle ?? join(room, "dist/openapi.json"), "utf8")) as Node;
const reader = readFileSync(join(room, "node_modules/@scalar/api-reference/dist/browser/standalone.js"), "utf8");
mkdirSync(dirname(out), { recursive: true });
const page = referencePage(forReading(bundle, productGroups()), reader);
writeFileSync(out, page);
process.stdout.write(
  `${out} (${(Buffer.byteLength(page) / 1e6).toFixed(1)} MB) stands alone: open it in any browser.\n`,
);
