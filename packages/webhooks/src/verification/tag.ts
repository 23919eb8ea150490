/** The kind of a value by its own account, such as `[object Uint8Array]`: the same for objects of another realm. */
export function tag(value: unknown): string {
  return {}.toString.call(value);
}
