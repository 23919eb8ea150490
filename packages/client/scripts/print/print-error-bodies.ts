import type { Schema } from "@workos-kit/codegen";
import { codesIn, printType, propertyKey, refName, resolve } from "@workos-kit/codegen";
import { importsFor } from "./imports.ts";
import { errorSchemasOf, type Plan } from "./plan.ts";
import { header } from "./print-models.ts";

/** `error-bodies.ts`: the type of the body that comes with a code. */
export function printErrorBodies(plan: Plan): string {
  const typesByCode = new Map<string, Set<string>>();
  const visit = (schema: Schema): void => {
    const resolved = resolve(plan.bundle, schema);
    const variants = [...(resolved.anyOf ?? []), ...(resolved.oneOf ?? [])];
    if (variants.length > 0) {
      variants.forEach(visit);
      return;
    }
    const type = schema.$ref === undefined ? printType(schema) : refName(schema.$ref);
    for (const code of codesIn(plan.bundle, schema)) {
      const types = typesByCode.get(code) ?? new Set();
      typesByCode.set(code, types.add(type));
    }
  };
  for (const { operation } of plan.operations) errorSchemasOf(operation).forEach(visit);
  const rows = [...typesByCode].sort(([a], [b]) => (a < b ? -1 : 1));
  const code = rows.map(([name, types]) => `  ${propertyKey(name)}: ${[...types].sort().join(" | ")};\n`).join("");
  return `${header}${importsFor(code, plan.schemaNames, "./models.ts")}\n/** What an error of a code brings with it. */\nexport interface ErrorBodies {\n${code}}\n`;
}
