import { type CookieOptions, checkCookie } from "./cookie-options.ts";

interface HasHeaders {
  headers: { get(name: string): string | null };
}

/** Reads one cookie of a request; undefined when it is absent or empty. */
export function readCookie(request: HasHeaders, name: string): string | undefined {
  return readCookies(request, name)[0];
}

/** All cookies of that name: browsers send several when they were set for several paths or domains. */
export function readCookies(request: HasHeaders, name: string): string[] {
  return (request.headers.get("cookie") ?? "").split(";").flatMap((part) => {
    const [key, value] = splitPair(part);
    return key === name ? decode(value.trim().replace(/^"(.*)"$/, "$1")) || [] : [];
  });
}

/**
 * A `Set-Cookie` header that sets the session; without a value, one that ends it.
 *
 * @throws ConfigurationError for options with which browsers drop every cookie, and for what would add attributes.
 */
export function writeCookie(value: string | undefined, options: CookieOptions = {}): string {
  const { name, path, domain, maxAgeSeconds, secure, sameSite } = checkCookie(options);
  return [
    `${name}=${encodeURIComponent(value ?? "")
      .replaceAll("%7E", "~")
      .replaceAll("%2A", "*")}`,
    `Path=${path}`,
    ...(domain ? [`Domain=${domain}`] : []),
    `Max-Age=${value === undefined ? 0 : maxAgeSeconds}`,
    "HttpOnly",
    ...(secure ? ["Secure"] : []),
    `SameSite=${sameSite}`,
  ].join("; ");
}

/** A cookie as frameworks take it: `cookies.set(name, value, options)` in Next.js, SvelteKit, Astro and Nuxt. */
export interface CookieParts {
  name: string;
  /** Not encoded: they do it. */
  value: string;
  options: {
    path: string;
    domain?: string;
    /** In seconds; 0 ends the cookie. */
    maxAge: number;
    httpOnly: boolean;
    secure: boolean;
    sameSite: "lax" | "strict" | "none";
  };
}

/**
 * Takes apart a `Set-Cookie` header of this package, for where a framework sets cookies itself: server actions of
 * Next.js, hooks of SvelteKit.
 *
 * @example
 * if (session.setCookie) {
 *   const { name, value, options } = parseSetCookie(session.setCookie);
 *   event.cookies.set(name, value, options);
 * }
 */
export function parseSetCookie(setCookie: string): CookieParts {
  const [pair = "", ...attributes] = setCookie.split(/;\s*/);
  const [name, value] = splitPair(pair);
  const { Path: path = "/", Domain: domain, ...rest } = Object.fromEntries(attributes.map(splitPair));
  const sameSite = rest.SameSite?.toLowerCase();
  return {
    name,
    value: decode(value),
    options: {
      path,
      ...(domain === undefined ? {} : { domain }),
      maxAge: Number(rest["Max-Age"]),
      httpOnly: "HttpOnly" in rest,
      secure: "Secure" in rest,
      sameSite: sameSite === "strict" || sameSite === "none" ? sameSite : "lax",
    },
  };
}

function splitPair(part: string): [string, string] {
  const [name = "", ...value] = part.split("=");
  return [name.trim(), value.join("=")];
}

/**
 * The headers a request would have had, had the browser known of a `Set-Cookie` header before. For middleware that
 * refreshes a session: what it passes the request on to must see the new one.
 *
 * @example
 * const { setCookie = "" } = session;
 * NextResponse.next({ request: { headers: applySetCookie(request.headers, setCookie) } });
 */
export function applySetCookie(headers: Headers, setCookie: string): Headers {
  const [cookie = ""] = setCookie.split(";");
  const name = cookie.split("=", 1)[0]?.trim();
  const others = (headers.get("cookie") ?? "").split(";").map((part) => part.trim());
  const kept = others.filter((part) => part !== "" && part.split("=", 1)[0]?.trim() !== name);
  const result = new Headers(headers);
  result.set("cookie", [...kept, ...(/;\s*Max-Age=0\b/i.test(setCookie) ? [] : [cookie])].join("; "));
  return result;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
