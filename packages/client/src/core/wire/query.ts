import type { ArrayFormat } from "../options.ts";

/** A query string without "?": lists as `arrayFormat` says, maps as `name[key]=value`, dates in ISO form, no empty values. */
export function serializeQuery(query: Readonly<Record<string, unknown>>, arrayFormat: ArrayFormat = "comma"): string {
  const parts: string[] = [];
  const add = (name: string, value: unknown) => {
    if (value !== undefined && value !== null) parts.push(`${name}=${encode(value)}`);
  };
  for (const [key, value] of Object.entries(query)) {
    const name = encodeURIComponent(key);
    if (Array.isArray(value)) {
      if (arrayFormat !== "comma") for (const each of value) add(arrayFormat === "brackets" ? `${name}[]` : name, each);
      else if (value.length > 0) parts.push(`${name}=${value.map(encode).join(",")}`);
    } else if (typeof value === "object" && value !== null && !(value instanceof Date)) {
      for (const [inner, each] of Object.entries(value)) add(`${name}[${encodeURIComponent(inner)}]`, each);
    } else add(name, value);
  }
  return parts.join("&");
}

function encode(value: unknown): string {
  return encodeURIComponent(value instanceof Date ? value.toISOString() : String(value));
}
