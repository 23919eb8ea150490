import { type CookieOptions, readCookie, writeCookie } from "@workos-kit/client/session";
import { appUrl, secure } from "./environment.ts";

/** What has to be known again when the browser comes back. */
export interface PendingSignIn {
  state: string;
  codeVerifier: string;
  /** Where the person wanted to go: a path of this application. */
  returnTo: string;
}

const cookie = { name: "sign-in", path: "/callback", maxAgeSeconds: 600, secure } satisfies CookieOptions;

/** Keeps a sign-in that was started, as a `Set-Cookie` header. */
export function keepSignIn({ state, codeVerifier, returnTo }: PendingSignIn): string {
  return writeCookie(new URLSearchParams({ state, codeVerifier, returnTo }).toString(), cookie);
}

/** The sign-in that this browser started; undefined when it did not, or too long ago. */
export function recallSignIn(request: Request): PendingSignIn | undefined {
  const kept = new URLSearchParams(readCookie(request, cookie.name));
  const [state, codeVerifier] = [kept.get("state"), kept.get("codeVerifier")];
  if (!state || !codeVerifier) return undefined;
  return { state, codeVerifier, returnTo: pathOf(kept.get("returnTo")) };
}

/** Ends the cookie, as a `Set-Cookie` header. */
export function forgetSignIn(): string {
  return writeCookie(undefined, cookie);
}

/** A path of this application, whatever was asked for: a sign-in must not lead to another site. */
export function pathOf(asked: string | null): string {
  const { origin, pathname, search } = new URL(asked ?? "/dashboard", appUrl);
  // Two slashes would begin the name of a host.
  return origin === new URL(appUrl).origin && !pathname.startsWith("//") ? pathname + search : "/dashboard";
}
