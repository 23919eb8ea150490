import type { Schema } from "@workos-kit/codegen";
import { generatedHeader, printDeclaration } from "@workos-kit/codegen";
import type { Plan } from "./plan.ts";

export const header = generatedHeader("packages/client/scripts/generate.ts");

/** `models.ts`: every schema that an operation sends or answers with, as a named interface or union. */
export function printModels({ bundle, schemaNames, requestOnly }: Plan): string {
  const declarations = schemaNames.map((name) => {
    const schema: Schema = bundle.components.schemas[name] ?? {};
    return printDeclaration(bundle, name, schema, { acceptDates: requestOnly.has(name) });
  });
  return `${header}${declarations.join("\n")}`;
}
