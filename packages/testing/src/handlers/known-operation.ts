import { operations } from "../generated/operations.ts";

const ids = new Set(operations.map(({ id }) => id));

/**
 * Makes sure that an operation exists before something waits for it: a test in plain JavaScript, or one in another
 * language over HTTP, has no compiler that would notice a typing error.
 *
 * @throws TypeError naming the operations whose ids come near.
 */
export function checkOperation(operation: string): void {
  if (ids.has(operation)) return;
  const words = wordsOf(operation);
  const shared = (id: string) => wordsOf(id).filter((word) => words.includes(word)).length;
  const near = [...ids].sort((one, other) => shared(other) - shared(one)).slice(0, 3);
  throw new TypeError(`There is no operation ${JSON.stringify(operation)}. Nearest: ${near.join(", ")}.`);
}

function wordsOf(id: string): string[] {
  return id.split(/(?=[A-Z])|[^a-zA-Z]+/).map((word) => word.toLowerCase());
}
