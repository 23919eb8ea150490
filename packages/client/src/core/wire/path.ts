import { encodeParameter } from "./parameter.ts";

/** Fills a path template. */
export function fillPath(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) =>
    // Slugs have colons ("users:read"), which a path may carry as they are.
    encodeParameter("path", `${name} of ${template}`, values[name]).replaceAll("%3A", ":"),
  );
}
