import { refused } from "../problem.ts";

/** Documented for what a request names (facts: shared); inferred for what it comes to with what is there. */
const greatestNumber = 50;

/**
 * Metadata after an update: given keys are set, null removes a key, an empty map or null clears all, undefined changes
 * nothing (facts: shared rules of organizations and users).
 */
export function mergeMetadata(
  current: Readonly<Record<string, string>>,
  change: Readonly<Record<string, string | null>> | null | undefined,
): Record<string, string> {
  if (change === undefined) return current as Record<string, string>;
  if (change === null || Object.keys(change).length === 0) return {};
  const merged = Object.entries({ ...current, ...change });
  const kept = merged.filter((entry): entry is [string, string] => entry[1] !== null);
  if (kept.length > greatestNumber)
    throw refused(400, "invalid_metadata", `The metadata would have more than ${greatestNumber} keys.`);
  return Object.fromEntries(kept);
}
