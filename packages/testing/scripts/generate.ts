import { readBundle, writeIfChanged } from "@workos-kit/codegen";
import { printExamples } from "./generator/examples.ts";
import { printFixtures } from "./generator/fixtures.ts";
import { printOperations } from "./generator/operations.ts";
import { printEventTypes, printOperationTypes, printSchemas } from "./generator/types.ts";
import { printValidators, printValidatorTypes } from "./generator/validators.ts";

// Usage: node scripts/generate.ts [bundle]; another bundle serves the test that walks a spec change.
const bundle = await readBundle(process.argv[2] ?? new URL("../../../openapi/dist/openapi.json", import.meta.url));
const files: Record<string, string> = {
  "schemas.ts": printSchemas(bundle),
  "operation-types.ts": printOperationTypes(bundle),
  "operations.ts": printOperations(bundle),
  "events.ts": printEventTypes(bundle),
  "examples.ts": printExamples(bundle),
  "fixtures.ts": printFixtures(bundle),
  "validators.d.ts": printValidatorTypes(),
  "validators.js": await printValidators(bundle),
};
for (const [name, content] of Object.entries(files)) {
  const file = new URL(`../src/generated/${name}`, import.meta.url).pathname;
  if (await writeIfChanged(file, content)) console.log(`testing: wrote src/generated/${name}`);
}
