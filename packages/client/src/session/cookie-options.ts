import { ConfigurationError } from "../core/errors/errors.ts";

/** How the session cookie is set. */
export interface CookieOptions {
  /** @default "wos-session" */
  name?: string;
  /** @default "/" */
  path?: string;
  /** @default the host that sets it, without its subdomains */
  domain?: string;
  /** Longest life of the cookie, in seconds. The session itself may end sooner. @default 34_560_000 (400 days) */
  maxAgeSeconds?: number;
  /** Only over https. Turn it off for http://localhost. @default true */
  secure?: boolean;
  /** Browsers do not send a `Strict` one on the way back from a sign-in. @default "Lax" */
  sameSite?: "Lax" | "Strict" | "None";
}

/** The options with their defaults. Browsers drop a cookie with others without a word, and nobody stays signed in. */
export function checkCookie(options: CookieOptions): Required<CookieOptions> {
  const { name = "wos-session", path = "/", domain = "", maxAgeSeconds = 34_560_000 } = options;
  const { secure = true, sameSite = "Lax" } = options;
  // What may come from a request, such as its host, must not begin another attribute or another header.
  const faults = {
    "name has characters that a cookie's name cannot have": !/^[\w!#$%&'*+.^`|~-]+$/.test(name),
    "path does not begin with a slash, or has characters that a cookie's path cannot have": !/^\/[^;\p{Cc}]*$/u.test(
      path,
    ),
    "domain is no bare host name": !/^[\w.-]*$/.test(domain),
    "maxAgeSeconds is no whole number above 0": !(Number.isInteger(maxAgeSeconds) && maxAgeSeconds > 0),
    "sameSite None needs secure": sameSite === "None" && !secure,
    "a name with that prefix needs secure": /^__(host|secure)-/i.test(name) && !secure,
    'a name with the prefix __Host- needs the path "/" and no domain':
      /^__host-/i.test(name) && (path !== "/" || !!domain),
  };
  const fault = Object.entries(faults).find(([, isThere]) => isThere)?.[0];
  if (fault !== undefined) throw cookieFault(fault);
  return { name, path, domain, maxAgeSeconds, secure, sameSite };
}

/** Says which option of a cookie cannot work. */
export function cookieFault(fault: string): ConfigurationError {
  return new ConfigurationError("cookie_option", `Browsers drop the cookie: ${fault}.`);
}
