/** Fields, by their names in camelCase, that are not compared as they are. */
export interface Fields {
  /** Different each time: only their kind counts. */
  readonly tokens?: readonly string[];
  /** Left out. */
  readonly invented?: readonly string[];
}

/** The same value with its fields in camelCase. */
export function camelCased<Value extends object>(value: Value, fields: Fields = {}): object {
  return rename(value, fields) as object;
}

function rename(value: unknown, fields: Fields): unknown {
  if (Array.isArray(value)) return value.map((each) => rename(each, fields));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      const name = key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
      if (fields.invented?.includes(name)) return [];
      return [[name, fields.tokens?.includes(name) ? typeof inner : rename(inner, fields)]];
    }),
  );
}
