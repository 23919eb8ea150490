/** Writes a body as a form; fields without a value are left out. */
export function form(body: unknown): URLSearchParams {
  if (body instanceof URLSearchParams) return body;
  const written = Object.entries(Object(body)).filter(([, value]) => value !== undefined && value !== null);
  return new URLSearchParams(written.map(([name, value]) => [name, String(value)]));
}
