/** The wait a `Retry-After` header asks for, given as seconds or as a date; undefined when it is absent or unreadable. */
export function retryAfterSeconds(headers: Headers, now: number): number | undefined {
  const asked = headers.get("retry-after") ?? "";
  const seconds = /^-?\d/.test(asked) ? +asked : (Date.parse(asked) - now) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}
