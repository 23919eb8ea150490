import { error, redirect } from "@sveltejs/kit";
import type { SignedIn } from "@workos-kit/client/session";
import { getRequestEvent } from "$app/server";

/** Who is signed in, for `load` and actions; leads to the sign-in when nobody is. Every page asks: layouts may not run. */
export function requireSession(): SignedIn {
  const { locals, url } = getRequestEvent();
  const { session } = locals;
  if (session.isSignedIn) return session;
  if (session.isRetryable) error(503, "Signing in is not possible at the moment.");
  redirect(303, `/login?${new URLSearchParams({ return_to: url.pathname + url.search })}`);
}
