import type { ArrayFormat } from "../options.ts";
import { encodeParameter } from "./parameter.ts";

/** A query string without "?": lists as `arrayFormat` says, maps as `name[key]=value`, no empty values. */
export function serializeQuery(query: Readonly<Record<string, unknown>>, arrayFormat: ArrayFormat = "comma"): string {
  let text = "";
  // Most values are plain: lists and closures over lists for each of them cost more than the rest of the address.
  for (const [name, value] of Object.entries(query)) {
    const encode = (each: unknown) => encodeParameter("query", name, each);
    const write = (suffix: string, content: unknown) => {
      text += `${text && "&"}${encodeURIComponent(name)}${suffix}=${content}`;
    };
    const add = (each: unknown, suffix = "") => each == null || write(suffix, encode(each));
    if (isMap(value)) {
      for (const key in value) add(value[key], `[${encodeURIComponent(key)}]`);
    } else if (!Array.isArray(value)) add(value);
    else if (arrayFormat === "comma") {
      const written = value.filter((each) => each != null).map(encode);
      if (written.length) write("", written);
    } else for (const each of value) add(each, arrayFormat === "brackets" ? "[]" : "");
  }
  return text;
}

/** A plain object, known by name: that of another realm has another constructor, and some have none. */
function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && (value?.constructor ?? Object).name === "Object";
}
