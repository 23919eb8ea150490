import type { QueryKind } from "./operation-row.ts";

/** A query as values, and the names in it that the operation does not know. */
export interface ReadQuery {
  readonly values: Record<string, unknown>;
  readonly unknown: readonly string[];
}

/**
 * Reads the query by the kinds the spec gives. Lists come as commas (`events=a,b`), brackets (`events[]=a`) or
 * repeated names: clients use all three. What cannot be converted stays text, for the validation to refuse.
 */
export function readQuery(parameters: URLSearchParams, kinds: Readonly<Record<string, QueryKind>>): ReadQuery {
  const values: Record<string, unknown> = {};
  const unknown: string[] = [];
  for (const [rawName, text] of parameters) {
    const bracket = rawName.indexOf("[");
    const name = bracket > 0 ? rawName.slice(0, bracket) : rawName;
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind === undefined) unknown.push(rawName);
    else if (kind === "array")
      values[name] = [...listOf(values[name]), ...text.split(",").filter((part) => part !== "")];
    else if (kind === "object") values[name] = { ...mapOf(values[name]), ...entryOf(rawName, bracket, text) };
    else values[name] = convert(text, kind);
  }
  return { values, unknown };
}

function convert(text: string, kind: QueryKind): unknown {
  if (kind === "number") return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
  if (kind === "boolean") return text === "true" ? true : text === "false" ? false : text;
  return text;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function mapOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function entryOf(name: string, bracket: number, text: string): Record<string, string> {
  const key = bracket > 0 ? name.slice(bracket + 1, name.endsWith("]") ? -1 : undefined) : "";
  return key === "" || key === "__proto__" ? {} : { [key]: text };
}
