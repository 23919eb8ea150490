/** The wait a `Retry-After` header asks for, given as seconds or as a date; undefined when it is absent or unreadable. */
export function retryAfterSeconds(headers: Headers, now: number): number | undefined {
  const asked = headers.get("retry-after") as string;
  const seconds = /^-?\d/.test(asked) ? +asked : (Date.parse(asked) - now) / 1000;
  return seconds < Infinity ? Math.max(0, seconds) : undefined;
}
