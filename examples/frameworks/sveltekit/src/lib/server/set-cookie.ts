import type { Cookies } from "@sveltejs/kit";
import { parseSetCookie } from "@workos-kit/client/session";

/** Sets a session cookie by SvelteKit's own means, so that what a route sets later wins over what a hook set before. */
export function setSessionCookie(cookies: Cookies, setCookie: string): void {
  const { name, value, options } = parseSetCookie(setCookie);
  cookies.set(name, value, options);
}
