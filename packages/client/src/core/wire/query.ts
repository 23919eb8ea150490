import type { ArrayFormat } from "../options.ts";
import { encodeParameter } from "./parameter.ts";

/** A query string without "?": lists as `arrayFormat` says, maps as `name[key]=value`, no empty values. */
export function serializeQuery(query: Readonly<Record<string, unknown>>, arrayFormat: ArrayFormat = "comma"): string {
  const parts: string[] = [];
  const add = (name: string, suffix: string, values: unknown[]) => {
    const given = values.filter((each) => each != null);
    const texts = given.map((each) => encodeParameter("query", name, each));
    if (texts.length) parts.push(`${encodeURIComponent(name)}${suffix}=${texts}`);
  };
  for (const [name, value] of Object.entries(query)) {
    if (isMap(value)) {
      for (const key in value) add(name, `[${encodeURIComponent(key)}]`, [value[key]]);
    } else if (!Array.isArray(value)) add(name, "", [value]);
    else if (arrayFormat === "comma") add(name, "", value);
    else for (const each of value) add(name, arrayFormat === "brackets" ? "[]" : "", [each]);
  }
  return parts.join("&");
}

/** A plain object, known by name: that of another realm has another constructor, and some have none. */
function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && (value?.constructor ?? Object).name === "Object";
}
