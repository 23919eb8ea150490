/** The old values of the fields that an update changed; times do not count. */
export function previousAttributes<Row extends object>(
  before: Row,
  after: Row,
  hidden: readonly (keyof Row)[] = [],
): Record<string, unknown> {
  const old: Record<string, unknown> = {};
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Row & string>;
  for (const key of keys) {
    if (key === "updated_at" || hidden.includes(key)) continue;
    if (JSON.stringify(before[key]) !== JSON.stringify(after[key])) old[key] = before[key] ?? null;
  }
  return old;
}
