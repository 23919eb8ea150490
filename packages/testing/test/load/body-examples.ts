import { readFileSync } from "node:fs";
import { type Bundle, operationsOf } from "@workos-kit/codegen";

const file = new URL("../../../../openapi/dist/openapi.json", import.meta.url);
const bundle = JSON.parse(readFileSync(file, "utf8")) as Bundle;

/** The spec's first example of each request body, by operation. */
export const bodyExamples: Readonly<Record<string, unknown>> = Object.fromEntries(
  operationsOf(bundle).map(({ id, body }) => [id, Object.values(body?.examples ?? {})[0]?.value] as const),
);
