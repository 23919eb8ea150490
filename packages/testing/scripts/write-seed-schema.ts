/** Puts the schema of seed files into the package, for editors to complete and check them. Part of the build. */
import { writeFileSync } from "node:fs";
import { seedSchema } from "../src/controls/seed-schema.ts";

const schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Seed of the WorkOS mock",
  ...seedSchema(),
};
writeFileSync(new URL("../dist/seed.schema.json", import.meta.url), `${JSON.stringify(schema)}\n`);
