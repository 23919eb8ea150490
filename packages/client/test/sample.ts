import { type Bundle, flattenInput, type Operation, resolve, type Schema } from "@workos-kit/codegen";

/** Something to send for every field of an operation. */
export interface OperationSample {
  path: Record<string, string>;
  query: Record<string, unknown>;
  body: Record<string, unknown> | undefined;
}

export function sampleOfOperation(bundle: Bundle, operation: Operation): OperationSample {
  const sample: OperationSample = { path: {}, query: {}, body: undefined };
  for (const field of flattenInput(bundle, operation)) {
    if (field.in === "path") sample.path[field.name] = `${field.name}_1`;
    if (field.in === "query") sample.query[field.name] = sampleOf(bundle, field.schema);
  }
  const { body } = operation;
  if (body !== undefined) {
    const example = Object.values(body.examples)[0]?.value;
    // Every body of the API is an object.
    sample.body = (example ?? sampleOf(bundle, body.schema)) as Record<string, unknown>;
  }
  return sample;
}

/** Some value that fits a schema closely enough to be sent. */
export function sampleOf(bundle: Bundle, schema: Schema, depth = 0): unknown {
  const resolved = resolve(bundle, schema);
  const [example] = Array.isArray(resolved.examples) ? (resolved.examples as unknown[]) : [];
  if (example !== undefined) return example;
  if (resolved.const !== undefined) return resolved.const;
  if (resolved.enum !== undefined) return resolved.enum[0];
  const variant = resolved.oneOf?.[0] ?? resolved.anyOf?.[0] ?? resolved.allOf?.[0];
  if (variant !== undefined && resolved.properties === undefined) return sampleOf(bundle, variant, depth + 1);
  const type = Array.isArray(resolved.type) ? resolved.type[0] : resolved.type;
  if (type === "integer" || type === "number") return 1;
  if (type === "boolean") return true;
  if (type === "array") return [sampleOf(bundle, resolved.items ?? {}, depth + 1), "second"];
  if (type === "object" || resolved.properties !== undefined) {
    const required = Object.entries(resolved.properties ?? {}).filter(([name]) => resolved.required?.includes(name));
    if (required.length === 0 && depth === 0 && resolved.additionalProperties !== undefined) return { key: "value" };
    return Object.fromEntries(required.map(([name, each]) => [name, sampleOf(bundle, each, depth + 1)]));
  }
  return "text";
}
