/**
 * The fields that are not undefined: optional input is passed on as it came. Taking a field away from a copy would make
 * it a slow object, several times as large; so the copy is built up, and made only when there is something to leave out.
 */
export function withoutUndefined<Fields extends object>(fields: Fields): Fields {
  const keys = Object.keys(fields) as (keyof Fields)[];
  if (keys.every((key) => fields[key] !== undefined)) return fields;
  const kept: Partial<Fields> = {};
  for (const key of keys) if (fields[key] !== undefined) kept[key] = fields[key];
  return kept as Fields; // Fields that are undefined may be absent: that is what rows and patches mean by optional.
}

/** Whether two values of a row are the same; rows are plain JSON. */
export function isSame(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === "object" && typeof b === "object" && JSON.stringify(a) === JSON.stringify(b));
}
