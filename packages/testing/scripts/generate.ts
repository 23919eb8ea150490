import { fileURLToPath } from "node:url";
import { readBundle, writeIfChanged } from "@workos-kit/codegen";
import { printDashboardSchemas, readDashboardSchemas } from "./generator/dashboard-schemas.ts";
import { printErrors } from "./generator/errors.ts";
import { printExamples } from "./generator/examples.ts";
import { printFixtures } from "./generator/fixtures.ts";
import { printOperations } from "./generator/operations.ts";
import { printEventTypes, printOperationTypes, printSchemas } from "./generator/types.ts";
import { printValidators, printValidatorTypes } from "./generator/validators.ts";

// Another bundle and another folder can be named, so that a test can walk the path from the spec on a copy.
const [
  bundleFile = fileURLToPath(new URL("../../../openapi/dist/openapi.json", import.meta.url)),
  folder = fileURLToPath(new URL("../src/generated", import.meta.url)),
] = process.argv.slice(2);
const bundle = await readBundle(bundleFile);
const files: Record<string, string> = {
  "schemas.ts": printSchemas(bundle),
  "operation-types.ts": printOperationTypes(bundle),
  "operations.ts": printOperations(bundle),
  "errors.ts": printErrors(bundle),
  "events.ts": printEventTypes(bundle),
  "examples.ts": printExamples(bundle),
  "fixtures.ts": printFixtures(bundle),
  "validators.d.ts": printValidatorTypes(),
  "validators.js": await printValidators(bundle),
};
for (const [name, content] of Object.entries(files)) {
  if (await writeIfChanged(`${folder}/${name}`, content)) console.log(`testing: wrote src/generated/${name}`);
}

// Last: the types it reads are made of those above.
const here = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const schemas = readDashboardSchemas(here("src/behaviours/index.ts"), here("tsconfig.json"));
if (await writeIfChanged(`${folder}/dashboard-schemas.ts`, printDashboardSchemas(schemas)))
  console.log("testing: wrote src/generated/dashboard-schemas.ts");
