/**
 * Makes `docs/coverage.md` from the bundle and what the packages have.
 *
 *     pnpm spec:coverage [--check | --counts]
 *
 * `--check` writes nothing and fails when the page is out of date; `--counts` prints the figures of the spec.
 */
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Node } from "../bundle/node.ts";
import { countSpec } from "../figures/count-spec.ts";
import { coveragePage, describeCounts, type PackageFacts } from "../figures/coverage-page.ts";
import { readOptions } from "./read-options.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const page = join(root, "docs/coverage.md");

/** The first group of every match in the files. */
function namesIn(pattern: string, expression: RegExp): Set<string> {
  const files = globSync(pattern, { cwd: root });
  return new Set(
    files.flatMap((file) =>
      [...readFileSync(join(root, file), "utf8").matchAll(expression)].map(([, name]) => name ?? ""),
    ),
  );
}

// The mock stands on the webhooks package. Its sources are read, because a clone in which nothing is built yet would
// otherwise keep an old page, and the gate that compares it would find nothing to complain about.
const sources = pathToFileURL(join(root, "packages/webhooks/src/"));
registerHooks({
  resolve(specifier, context, next) {
    if (specifier === "#hmac") return next(new URL("verification/hmac-node.ts", sources).href, context);
    const entry = /^@workos-kit\/webhooks(?:\/(.+))?$/.exec(specifier);
    return next(entry ? new URL(`${entry[1] ?? "index"}.ts`, sources).href : specifier, context);
  },
});

/** The mock says itself which operations it has rules for; its ledger test keeps that honest. */
async function mockBehaviours(): Promise<Set<string>> {
  const module: unknown = await import(join(root, "packages/testing/src/behaviours/index.ts"));
  const { resources } = module as { resources: Record<string, { behaviours?: Record<string, unknown> }> };
  return new Set(Object.values(resources).flatMap(({ behaviours }) => Object.keys(behaviours ?? {})));
}

async function packageFacts(): Promise<PackageFacts> {
  return {
    clientFunctions: namesIn("packages/client/src/generated/operations/*.ts", /^export function (\w+)\(/gm),
    mockBehaviours: await mockBehaviours(),
    typedEvents: new Set([
      ...namesIn("packages/webhooks/src/generated/event-names.ts", /"([a-z_]+(?:\.[a-z_]+)+)"/g),
      // The payload of an action is typed by what it says it is: `object: "authentication_action_context"`.
      ...namesIn("packages/webhooks/src/generated/schemas.ts", /object: "(\w+_action)_context"/g),
    ]),
  };
}

const { values } = readOptions("pnpm spec:coverage [--check | --counts]", {
  options: { check: { type: "boolean" }, counts: { type: "boolean" } },
});
const bundle = JSON.parse(readFileSync(join(root, "openapi/dist/openapi.json"), "utf8")) as Node;
const facts = countSpec(bundle);

/** Writes or checks the page; returns the exit code. */
async function coverage(): Promise<number> {
  const text = coveragePage(facts, await packageFacts());
  const isCurrent = existsSync(page) && readFileSync(page, "utf8") === text;
  if (values.check) {
    if (!isCurrent)
      process.stderr.write(
        "✗ docs/coverage.md is out of date: run `pnpm spec:coverage` and commit it with the change.\n",
      );
    return isCurrent ? 0 : 1;
  }
  if (!isCurrent) writeFileSync(page, text);
  process.stdout.write(`docs/coverage.md ${isCurrent ? "is up to date" : "written"}.\n`);
  return 0;
}

if (values.counts) process.stdout.write(`${describeCounts(facts)}\n`);
else
  try {
    process.exitCode = await coverage();
  } catch (error) {
    // A behaviour that is being written must not stop `pnpm generate`; the checks of the testing package name the mistake.
    process.stderr.write(
      `✗ docs/coverage.md is left as it was, because the packages cannot be read: ${String(error)}\n`,
    );
    process.exitCode = values.check ? 1 : 0;
  }
