import type { ArrayFormat } from "../options.ts";

/** A query string without "?": lists as `arrayFormat` says, maps as `name[key]=value`, dates in ISO form, no empty values. */
export function serializeQuery(query: Readonly<Record<string, unknown>>, arrayFormat: ArrayFormat = "comma"): string {
  const parts: string[] = [];
  const add = (name: string, values: unknown[]) => {
    const texts = values.filter((each) => each !== undefined && each !== null).map(encode);
    if (texts[0] !== undefined) parts.push(`${name}=${texts.join(",")}`);
  };
  for (const [key, value] of Object.entries(query)) {
    const name = encodeURIComponent(key);
    if (Array.isArray(value)) {
      if (arrayFormat === "comma") add(name, value);
      else for (const each of value) add(arrayFormat === "brackets" ? `${name}[]` : name, [each]);
    } else if (Object(value) === value && !(value instanceof Date)) {
      for (const [inner, each] of Object.entries(Object(value))) add(`${name}[${encodeURIComponent(inner)}]`, [each]);
    } else add(name, [value]);
  }
  return parts.join("&");
}

function encode(value: unknown): string {
  return encodeURIComponent(value instanceof Date ? value.toISOString() : String(value));
}
