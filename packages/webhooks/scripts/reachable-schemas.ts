import { type Bundle, refName, type Schema } from "@workos-kit/codegen";

/** Names of every named schema that can be reached from the given ones, alphabetised. */
export function reachableSchemas(bundle: Bundle, roots: readonly Schema[]): string[] {
  const found = new Set<string>();
  const open: unknown[] = [...roots];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node !== "object" || node === null) continue;
    for (const [key, value] of Object.entries(node)) {
      if (key === "$ref" && typeof value === "string") {
        const name = refName(value);
        if (!found.has(name)) open.push(bundle.components.schemas[name]);
        found.add(name);
      } else if (key !== "examples" && key !== "example") open.push(value);
    }
  }
  return [...found].sort();
}
