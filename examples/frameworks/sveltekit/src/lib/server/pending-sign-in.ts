import type { Cookies } from "@sveltejs/kit";
import { APP_URL } from "$app/env/private";
import { secure } from "./workos.ts";

/** What has to be known again when the browser comes back. */
export interface PendingSignIn {
  state: string;
  codeVerifier: string;
  /** Where the person wanted to go: a path of this application. */
  returnTo: string;
}

const [name, path] = ["sign-in", "/callback"];

/** Keeps a sign-in that was started. */
export function keepSignIn(cookies: Cookies, { state, codeVerifier, returnTo }: PendingSignIn): void {
  const value = new URLSearchParams({ state, codeVerifier, returnTo }).toString();
  cookies.set(name, value, { path, maxAge: 600, httpOnly: true, sameSite: "lax", secure });
}

/** The sign-in that this browser started, once; undefined when it did not, or too long ago. */
export function takeSignIn(cookies: Cookies): PendingSignIn | undefined {
  const kept = new URLSearchParams(cookies.get(name));
  cookies.delete(name, { path, secure });
  const [state, codeVerifier] = [kept.get("state"), kept.get("codeVerifier")];
  if (!state || !codeVerifier) return undefined;
  return { state, codeVerifier, returnTo: pathOf(kept.get("returnTo")) };
}

/** A path of this application, whatever was asked for: a sign-in must not lead to another site. */
export function pathOf(asked: string | null): string {
  const { origin, pathname, search } = new URL(asked ?? "/dashboard", APP_URL);
  // Two slashes would begin the name of a host.
  return origin === new URL(APP_URL).origin && !pathname.startsWith("//") ? pathname + search : "/dashboard";
}
