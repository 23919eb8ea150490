import type { ArrayFormat } from "../options.ts";
import { encodeParameter } from "./parameter.ts";

/** A query string without "?": lists as `arrayFormat` says, maps as `name[key]=value`, no empty values. */
export function serializeQuery(query: Readonly<Record<string, unknown>>, arrayFormat: ArrayFormat = "comma"): string {
  const parts: string[] = [];
  for (const [key, value] of Object.entries(query)) {
    const encode = (part: unknown) => encodeParameter("query", key, part);
    const add = (suffix: string, some: unknown) => {
      const texts = [some].flat().filter((each) => each !== undefined && each !== null);
      if (texts.length) parts.push(`${encodeURIComponent(key)}${suffix}=${texts.map(encode).join(",")}`);
    };
    // A plain object, known by name: that of another realm has another constructor, and some have none.
    if ([undefined, "Object"].includes(Object(value).constructor?.name)) {
      for (const [inner, each] of Object.entries(Object(value))) add(`[${encodeURIComponent(inner)}]`, each);
    } else if (Array.isArray(value) && arrayFormat !== "comma") {
      for (const each of value) add(arrayFormat === "brackets" ? "[]" : "", each);
    } else add("", value);
  }
  return parts.join("&");
}
