/** A copy of plain JSON, all the way down: what comes from a caller, or goes to one, must not be the state itself. */
export function copyOf<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  // The copy has the form of its original.
  if (Array.isArray(value)) return value.map((item: unknown) => copyOf(item)) as Value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) copy[key] = copyOf(part);
  return copy as Value;
}

/** Freezes plain JSON all the way down. What is frozen already is taken to be so as a whole. */
export function freezeDeeply<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) freezeDeeply(part);
  return value;
}
