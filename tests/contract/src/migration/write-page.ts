import { readFileSync, writeFileSync } from "node:fs";
import { openRows, withTables } from "./print-tables.ts";
import { readWrittenTypes, withTypes } from "./types/print-types.ts";

// Brings the tables of the migration page up to date after a row, an operation or the vendor's SDK has changed.
const page = new URL("../../../../docs/recipes/from-workos-node.md", import.meta.url);
const types = readWrittenTypes(readFileSync(new URL("types/instead.ts", import.meta.url), "utf8"));
writeFileSync(page, withTypes(withTables(readFileSync(page, "utf8"), openRows()), types));
