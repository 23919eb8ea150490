/** The kind of a value by its own account (`Uint8Array`, `Promise`): the same for objects of another realm. */
export function tag(value: unknown): string {
  return {}.toString.call(value).slice(8, -1);
}
