import { dashboardSchemas } from "../generated/dashboard-schemas.ts";
import type { InputSchema } from "./input-schema.ts";

/** Functions that take an entry of a seed; the first that a resource has is the one. */
export const seedingFunctions: readonly string[] = ["create", "provision", "update"];

/** A seed as JSON Schema: for each resource a list, or one entry, of what its function takes. */
export function seedSchema(): InputSchema & { readonly $defs: Readonly<Record<string, InputSchema>> } {
  const { inputs, $defs } = dashboardSchemas;
  const resources = [...new Set(Object.keys(inputs).map((call) => call.split("/")[0] ?? ""))];
  const properties: Record<string, InputSchema> = {};
  for (const resource of resources) {
    const name = seedingFunctions.find((each) => inputs[`${resource}/${each}`]);
    const entry = name && inputs[`${resource}/${name}`];
    if (entry) properties[resource] = { anyOf: [entry, { type: "array", items: entry }] };
  }
  return { type: "object", properties, additionalProperties: false, $defs };
}
