/** A JSON schema, as far as the inputs of the dashboard need one. */
export interface InputSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly InputSchema[];
  readonly items?: InputSchema;
  readonly properties?: Readonly<Record<string, InputSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | InputSchema;
}

/** The input of each function of the dashboard, by `<resource>/<function>`, and the schemas they share. */
export interface DashboardSchemas {
  readonly inputs: Readonly<Record<string, InputSchema>>;
  readonly $defs: Readonly<Record<string, InputSchema>>;
}

/** What keeps a value from fitting, one sentence each. Undefined fields count as absent. */
export function misfitsOf(
  schema: InputSchema,
  value: unknown,
  path: string,
  $defs: DashboardSchemas["$defs"],
): string[] {
  if (schema.$ref !== undefined)
    return misfitsOf($defs[schema.$ref.slice("#/$defs/".length)] ?? {}, value, path, $defs);
  if (schema.anyOf) return misfitsOfVariants(schema.anyOf, value, path, $defs);
  if ("const" in schema) return value === schema.const ? [] : [`${path} must be ${JSON.stringify(schema.const)}.`];
  if (schema.enum) return schema.enum.includes(value) ? [] : [`${path} must be one of: ${schema.enum.join(", ")}.`];
  if (schema.type === undefined) return [];
  if (kindOf(value) !== schema.type) return [`${path} must be ${articles[schema.type] ?? schema.type}.`];
  if (Array.isArray(value))
    return value.flatMap((each, index) => misfitsOf(schema.items ?? {}, each, `${path}[${index}]`, $defs));
  return schema.type === "object" ? misfitsOfFields(schema, value as Record<string, unknown>, path, $defs) : [];
}

const articles: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  boolean: "true or false",
  null: "null",
  array: "a list",
  object: "a map of fields",
};

function misfitsOfVariants(
  variants: readonly InputSchema[],
  value: unknown,
  path: string,
  $defs: DashboardSchemas["$defs"],
): string[] {
  const all = variants.map((variant) => misfitsOf(variant, value, path, $defs));
  if (all.some((misfits) => misfits.length === 0)) return [];
  // A variant of the right kind says more than "must be text".
  const near = all.filter((misfits) => misfits.every((each) => !each.startsWith(`${path} must be`)));
  const [nearest] = (near.length > 0 ? near : all).sort((a, b) => a.length - b.length);
  return near.length > 0 ? (nearest ?? []) : [all.map(([first = ""]) => first).join(" Or: ")];
}

function misfitsOfFields(
  schema: InputSchema,
  value: Readonly<Record<string, unknown>>,
  path: string,
  $defs: DashboardSchemas["$defs"],
): string[] {
  const { properties = {}, required = [], additionalProperties = true } = schema;
  const missing = required.filter((name) => value[name] === undefined).map((name) => `${path}.${name} is required.`);
  const others = Object.entries(value).flatMap(([name, field]) => {
    if (field === undefined) return [];
    const known = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    if (known === false)
      return [`${path}.${name} is not known. Fields: ${Object.keys(properties).join(", ") || "none"}.`];
    return typeof known === "object" ? misfitsOf(known, field, `${path}.${name}`, $defs) : [];
  });
  return [...missing, ...others];
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
