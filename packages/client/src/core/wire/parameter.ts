import { ConfigurationError } from "../errors/errors.ts";

/**
 * A value as an address carries it. What says itself in JSON, as dates and addresses do, is written so. What has no text of
 * its own never leaves the machine, nor what a server would read as a step in the path (`.`, `..`): `DELETE
 * /organizations/..` is another request than the one meant.
 */
export function encodeParameter(kind: "path" | "query", name: string, value: unknown): string {
  const text = Object(value).toJSON?.() ?? value;
  try {
    if (/str|num|big|bool/.test(typeof text) && !(kind === "path" && /^\.{0,2}$/.test(text))) {
      return encodeURIComponent(text);
    }
  } catch {
    // Half a character has no UTF-8 form.
  }
  throw new ConfigurationError(`${kind}_parameter`, `The ${kind} parameter ${name} is missing or unsafe.`);
}
