import type { Cookies } from "@sveltejs/kit";
import { parseSetCookie } from "@workos-kit/client/session";

/** Passes a `Set-Cookie` header on by SvelteKit's own means, so that what a route sets later wins over what a hook set. */
export function passCookie(cookies: Cookies, setCookie: string): void {
  const { name, value, options } = parseSetCookie(setCookie);
  cookies.set(name, value, options);
}
