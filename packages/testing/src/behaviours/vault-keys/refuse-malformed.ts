import { vaultRefusal } from "../vault-objects/table.ts";

/**
 * Refuses fields that are missing or of another type with 400; too long or too many are the spec's check, which
 * answers 422 (inferred: facts, behaviours 25).
 */
export function refuseMalformed(body: object, fields: Readonly<Record<string, "text" | "context">>): void {
  for (const [field, kind] of Object.entries(fields)) {
    const value: unknown = Object.getOwnPropertyDescriptor(body, field)?.value;
    if (kind === "text" ? typeof value !== "string" : !isContext(value))
      throw vaultRefusal(400, `${field} must be ${kind === "text" ? "a text" : "an object of texts"}.`);
  }
}

function isContext(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((each) => typeof each === "string");
}
