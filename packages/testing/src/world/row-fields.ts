/** A copy without the fields that are undefined: optional input is passed on as it came. */
export function withoutUndefined<Fields extends object>(fields: Fields): Fields {
  const copy = { ...fields };
  for (const key of Object.keys(copy) as (keyof Fields)[]) if (copy[key] === undefined) delete copy[key];
  return copy;
}

/** Whether two values of a row are the same; rows are plain JSON. */
export function isSame(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === "object" && typeof b === "object" && JSON.stringify(a) === JSON.stringify(b));
}
