import { ConfigurationError } from "../errors/errors.ts";

/**
 * Fills a path template. A value that is missing or empty, or that a server would read as a step in the path
 * (`.`, `..`), never leaves the machine: `DELETE /organizations/..` is another request than the one meant.
 */
export function fillPath(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    const text = String(value);
    // A lone surrogate (Cs) has no UTF-8 form.
    if (!/string|number/.test(typeof value) || /^\.{0,2}$|\p{Cs}/u.test(text)) {
      throw new ConfigurationError(
        "path_parameter",
        `The path parameter "${name}" of ${template} is missing or unsafe.`,
      );
    }
    // Slugs have colons ("users:read"), which a path may carry as they are.
    return encodeURIComponent(text).replaceAll("%3A", ":");
  });
}
