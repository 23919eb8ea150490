import type { Bundle, Schema } from "./bundle.ts";
import { resolve } from "./bundle.ts";
import { snakeCase } from "./names.ts";
import type { Operation } from "./operation.ts";

export interface FlatField {
  /** The name in the flat input: the wire name, except for headers (`Idempotency-Key` → `idempotency_key`). */
  name: string;
  wireName: string;
  in: "path" | "query" | "header" | "body";
  required: boolean;
  schema: Schema;
}

/**
 * Everything the caller of an operation may pass, side by side: path, query and header parameters, then the fields of
 * the body. A body that is a union gives the fields of all its variants, required only when every variant requires them.
 *
 * @throws when two of them would share a name: rename the path parameter in the spec, its name is ours to choose.
 */
export function flattenInput(bundle: Bundle, operation: Operation): FlatField[] {
  const fields: FlatField[] = operation.parameters
    .filter((parameter) => parameter.in !== "cookie")
    .map((parameter) => ({
      name: parameter.in === "header" ? snakeCase(parameter.name) : parameter.name,
      wireName: parameter.name,
      in: parameter.in === "cookie" ? "header" : parameter.in,
      required: parameter.required || parameter.in === "path",
      schema: describe(parameter),
    }));
  const { body } = operation;
  if (body !== undefined) {
    for (const field of bodyFields(bundle, body.schema).values()) {
      fields.push({ ...field, wireName: field.name, in: "body", required: field.required && body.required });
    }
  }

  const taken = new Map<string, FlatField>();
  for (const field of fields) {
    const other = taken.get(field.name);
    if (other !== undefined) {
      throw new Error(
        `Operation ${operation.id}: the ${other.in} and the ${field.in} both have a field named "${field.name}". ` +
          "Rename the path parameter in openapi/, so that the flat input can hold both.",
      );
    }
    taken.set(field.name, field);
  }
  return fields;
}

interface BodyField {
  name: string;
  required: boolean;
  schema: Schema;
}

/** The fields of an object schema, through `allOf`, `oneOf` and `anyOf`. */
export function bodyFields(bundle: Bundle, schema: Schema): Map<string, BodyField> {
  const resolved = resolve(bundle, schema);
  const fields = new Map<string, BodyField>();
  const required = new Set(resolved.required ?? []);
  for (const part of resolved.allOf ?? []) {
    for (const field of bodyFields(bundle, part).values()) fields.set(field.name, field);
  }
  const variants = [...(resolved.oneOf ?? []), ...(resolved.anyOf ?? [])].map((each) => bodyFields(bundle, each));
  for (const variant of variants) {
    for (const field of variant.values()) {
      const isEverywhere = variants.every((each) => each.get(field.name)?.required === true);
      if (!fields.has(field.name)) fields.set(field.name, { ...field, required: isEverywhere });
    }
  }
  for (const [name, each] of Object.entries(resolved.properties ?? {})) {
    fields.set(name, { name, required: required.has(name), schema: each });
  }
  // `required` may stand beside `allOf`, naming fields of a base.
  for (const field of fields.values()) if (required.has(field.name)) field.required = true;
  return fields;
}

// The parameter's own description wins over its schema's: it says what the value means here.
function describe(parameter: { schema: Schema; description?: string; deprecated?: boolean }): Schema {
  return {
    ...parameter.schema,
    ...(parameter.description === undefined ? {} : { description: parameter.description }),
    ...(parameter.deprecated === true ? { deprecated: true } : {}),
  };
}
