import { fileURLToPath } from "node:url";
import { type Bundle, readBundle, writeIfChanged } from "@workos-kit/codegen";
import { printEventExamples } from "./print-event-examples.ts";
import { printActions, printEventNames, printEvents, printSchemas } from "./print-events.ts";
import { printOpenMaps } from "./print-open-maps.ts";

const printers: Record<string, (bundle: Bundle) => string> = {
  "actions.ts": printActions,
  "event-examples.ts": printEventExamples,
  "event-names.ts": printEventNames,
  "events.ts": printEvents,
  "open-maps.ts": printOpenMaps,
  "schemas.ts": printSchemas,
};

// Another bundle and another folder can be named, so that a test can walk the path from the spec on a copy.
const [
  bundleFile = fileURLToPath(new URL("../../../openapi/dist/openapi.json", import.meta.url)),
  folder = fileURLToPath(new URL("../src/generated", import.meta.url)),
] = process.argv.slice(2);
const target = `${folder}/`;
const bundle = await readBundle(bundleFile);
for (const [name, print] of Object.entries(printers)) {
  if (await writeIfChanged(target + name, print(bundle))) console.log(`webhooks: ${name} changed`);
}
