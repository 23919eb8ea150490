/** Lists where a value departs from a pattern; fields the pattern leaves out do not matter. */
export function differences(value: unknown, pattern: unknown, path = ""): string[] {
  if (pattern === undefined) return [];
  if (isAsymmetric(pattern)) return pattern.asymmetricMatch(value) ? [] : [`${path} is ${show(value)}`];
  if (typeof pattern !== "object" || pattern === null)
    return Object.is(value, pattern) ? [] : [`${path} is ${show(value)}, expected ${show(pattern)}`];
  if (pattern instanceof RegExp)
    return pattern.test(String(value)) ? [] : [`${path} is ${show(value)}, expected ${pattern}`];
  if (typeof value !== "object" || value === null) return [`${path} is ${show(value)}, expected ${show(pattern)}`];
  if (Array.isArray(pattern) && Array.isArray(value) && pattern.length !== value.length)
    return [`${path} has ${value.length} entries, expected ${pattern.length}`];
  const fields = value as Readonly<Record<string, unknown>>;
  return Object.entries(pattern).flatMap(([key, expected]) =>
    differences(fields[key], expected, path === "" ? key : `${path}.${key}`),
  );
}

/** Test libraries' `expect.any(String)` and the like. */
function isAsymmetric(pattern: unknown): pattern is { asymmetricMatch(value: unknown): boolean } {
  return (
    typeof pattern === "object" &&
    pattern !== null &&
    "asymmetricMatch" in pattern &&
    typeof pattern.asymmetricMatch === "function"
  );
}

function show(value: unknown): string {
  const text = value === undefined ? "missing" : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
