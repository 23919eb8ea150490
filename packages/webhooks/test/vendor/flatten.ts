/** Leaf values by path; what is undefined or null counts as absent, because the vendor's SDK mixes the two. */
export function flatten(value: unknown, path = "", found = new Map<string, unknown>()): Map<string, unknown> {
  if (value instanceof Date) found.set(path, Number.isNaN(value.getTime()) ? Number.NaN : value.toISOString());
  else if (typeof value === "object" && value !== null) {
    for (const [key, field] of Object.entries(value)) flatten(field, path === "" ? key : `${path}.${key}`, found);
  } else if (value !== undefined && value !== null) found.set(path, value);
  return found;
}
