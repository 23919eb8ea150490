const origin = "http://app.invalid";

/** An address of the app, also as servers of Node have it, without a host. */
export function addressOf(url: string | URL): URL {
  return new URL(url, origin);
}

/**
 * Where to lead somebody after a sign-in, of what a request asked for: a path of this app with its query and hash, as a
 * browser reads it, or the fallback. Nothing that it gives leads to another site.
 *
 * @example
 * safeReturnPath(url.searchParams.get("return_to"), "/dashboard");
 */
export function safeReturnPath(value: string | null | undefined, fallback = "/"): string {
  // Browsers drop tabs and line breaks, and take `\` for `/`: what is looked at has to be what they will open.
  if (!value || !/^\/(?!\/)[^\\\p{Cc}]*$/u.test(value)) return fallback;
  const url = new URL(value, origin);
  // `/.//evil.test` has the path `//evil.test`, which begins with a host again.
  return url.origin === origin && !url.pathname.startsWith("//") ? url.pathname + url.search + url.hash : fallback;
}
