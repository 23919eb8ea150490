import { type Bundle, docComment, generatedHeader, resolve, type Schema } from "@workos-kit/codegen";
import { readCatalogue } from "./event-catalogue.ts";

/** Where events hold data whose keys are the user's own, as paths, and the events in which the same path has fields. */
export function openMapPaths(bundle: Bundle): Record<string, readonly string[]> {
  const open = new Set<string>();
  const structured = new Map<string, Set<string>>();
  for (const { name, data, context } of readCatalogue(bundle).events) {
    const found = { open, structured: new Set<string>() };
    walk(bundle, data, "data", found);
    walk(bundle, context ?? { $ref: "#/components/schemas/EventContext" }, "context", found);
    for (const path of found.structured) structured.set(path, (structured.get(path) ?? new Set()).add(name));
  }
  return Object.fromEntries([...open].sort().map((path) => [path, [...(structured.get(path) ?? [])]]));
}

/** The same as a module. */
export function printOpenMaps(bundle: Bundle): string {
  const text =
    "Paths below which keys belong to the user and must stay as they are, with the events in which the same path has fields of its own. List indexes are left out.";
  const lines = Object.entries(openMapPaths(bundle)).map(
    ([path, except]) => `  ${JSON.stringify(path)}: ${JSON.stringify(except)},\n`,
  );
  return `${generatedHeader("packages/webhooks/scripts/generate.ts")}${docComment({ text, tags: [] })}export const openMaps: Readonly<Record<string, readonly string[]>> = {
${lines.join("")}};\n`;
}

interface Found {
  readonly open: Set<string>;
  readonly structured: Set<string>;
}

function walk(bundle: Bundle, schema: Schema, path: string, found: Found, depth = 0): void {
  if (depth > 12) return;
  const resolved = resolve(bundle, schema);
  const parts = [...(resolved.allOf ?? []), ...(resolved.anyOf ?? []), ...(resolved.oneOf ?? [])];
  for (const part of parts) walk(bundle, part, path, found, depth + 1);
  if (resolved.items !== undefined) walk(bundle, resolved.items, path, found, depth + 1);
  const fields = Object.entries(resolved.properties ?? {});
  for (const [name, field] of fields) walk(bundle, field, `${path}.${name}`, found, depth + 1);
  const isObject = [resolved.type].flat().includes("object") || resolved.additionalProperties !== undefined;
  if (fields.length > 0) found.structured.add(path);
  else if (isObject && path !== "data" && path !== "context") found.open.add(path);
}
