import { readdir, readFile, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readBundle, writeIfChanged } from "@workos-kit/codegen";
import { planOf } from "./print/plan.ts";
import { printErrorBodies } from "./print/print-error-bodies.ts";
import { printInputs } from "./print/print-inputs.ts";
import { header, printModels } from "./print/print-models.ts";
import { printOperations, printOperationsIndex } from "./print/print-operations.ts";
import { printRoutes, printTraitsTable } from "./print/print-routes.ts";
import { printSchema } from "./print/print-schema.ts";
import { printSdk } from "./print/print-sdk.ts";

// Another bundle and another folder can be named, so that a test can walk the path from the spec on a copy.
const [
  bundleFile = fileURLToPath(new URL("../../../openapi/dist/openapi.json", import.meta.url)),
  folder = fileURLToPath(new URL("../src/generated", import.meta.url)),
] = process.argv.slice(2);
const target = `${folder}/`;
const bundle = await readBundle(bundleFile);
const { version } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};
const plan = planOf(bundle);

const files: Record<string, string> = {
  "error-bodies.ts": printErrorBodies(plan),
  "inputs.ts": printInputs(plan),
  "models.ts": printModels(plan),
  "operations/index.ts": printOperationsIndex(plan),
  "routes.ts": printRoutes(plan),
  "schema.ts": await printSchema(plan),
  "sdk.ts": printSdk(plan),
  "traits.ts": printTraitsTable(plan),
  "version.ts": `${header}/** The version of this package. */\nexport const version = ${JSON.stringify(version)};\n`,
};
for (const { name } of plan.tags) files[`operations/${name}.ts`] = printOperations(plan, name);

let changed = 0;
for (const [name, content] of Object.entries(files)) changed += (await writeIfChanged(target + name, content)) ? 1 : 0;
for (const name of await readdir(target, { recursive: true })) {
  if (name.endsWith(".ts") && !(name in files)) await rm(target + name);
}
console.log(
  `client: ${plan.operations.length} operations, ${plan.schemaNames.length} schemas, ${changed} of ${Object.keys(files).length} files changed`,
);
