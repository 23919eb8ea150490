/**
 * Tells what differs between the spec at a git ref and the working tree, and which changesets that asks for.
 *
 *     pnpm spec:diff [ref] [--json] [--check]
 *
 * `--check` fails when a breaking change has no changeset of its own for a package it touches.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { rawBundle } from "../bundle/build-bundle.ts";
import { type Changeset, missingChangesets, proposeChangesets, readChangeset } from "../diff/changeset.ts";
import { compareSpecs } from "../diff/compare-specs.ts";
import { countChanges, describeChanges, describeProposals } from "../diff/describe-changes.ts";
import { treeAtRef, UnknownRefError } from "../diff/tree-at-ref.ts";
import { readOptions } from "./read-options.ts";

const { values, positionals } = readOptions("pnpm spec:diff [ref] [--json] [--check]", {
  allowPositionals: true,
  options: { json: { type: "boolean" }, check: { type: "boolean" }, repository: { type: "string" } },
});
const repository = resolve(values.repository ?? fileURLToPath(new URL("../..", import.meta.url)));
const ref = positionals[0] ?? "HEAD";

const packages = ["client", "webhooks", "testing"].map((name) => `packages/${name}/package.json`);

function versions(): Record<string, string> {
  const found = packages.filter((path) => existsSync(join(repository, path)));
  return Object.fromEntries(
    found.map((path) => {
      const { name, version } = JSON.parse(readFileSync(join(repository, path), "utf8")) as {
        name: string;
        version: string;
      };
      return [name, version];
    }),
  );
}

/** Changesets of the working tree that the ref does not have as they are: those that speak of this change. */
function newChangesets(before: string): Changeset[] {
  const folder = join(repository, ".changeset");
  const files = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith(".md") && name !== "README.md")
    : [];
  return files.flatMap((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    const old = join(before, ".changeset", name);
    return existsSync(old) && readFileSync(old, "utf8") === text ? [] : [readChangeset(name, text)];
  });
}

async function main(): Promise<number> {
  using before = treeAtRef(repository, ref);
  const old = join(before.folder, "openapi");
  const isFirst = !existsSync(join(old, "openapi.yaml"));
  const changes = compareSpecs(isFirst ? {} : await rawBundle(old), await rawBundle(join(repository, "openapi")));
  const proposals = proposeChangesets(changes, versions());
  const missing = missingChangesets(proposals, newChangesets(before.folder));

  if (values.json) process.stdout.write(`${JSON.stringify({ ref, changes, proposals, missing }, null, 2)}\n`);
  else if (isFirst) process.stdout.write(`${ref} has no spec, so everything is new: ${countChanges(changes)}.\n`);
  else
    process.stdout.write(`${[describeChanges(changes), describeProposals(proposals)].filter(Boolean).join("\n\n")}\n`);
  if (!values.check || missing.length === 0) return 0;
  const asked = missing.map(({ package: name, bump }) => `${name} (${bump})`).join(", ");
  process.stderr.write(
    `✗ A breaking change has no changeset for ${asked}. Add the proposed file to .changeset/ with \`pnpm changeset\`, in words for the person who upgrades.\n`,
  );
  return 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UnknownRefError)) throw error;
  process.stderr.write(`✗ ${error.message}\n`);
  process.exitCode = 2;
}
