import type { SignedIn } from "@workos-kit/client/session";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { pageSessions } from "./workos.ts";

/**
 * Who is signed in, for server components and actions; leads to the sign-in when nobody is. Every page asks, because a
 * proxy's matcher is easily outgrown. Once per request, however many components ask.
 */
export const requireSession = cache(async (): Promise<SignedIn> => {
  // Not from `headers()`: after a server action those are still the old ones.
  const headers = new Headers({ cookie: (await cookies()).toString() });
  const session = await pageSessions.read({ headers }, { canSetCookie: false });
  if (session.isSignedIn) return session;
  // Signing in again would not help, and go in circles: the keys cannot be fetched, or this machine's clock is wrong.
  if (session.isRetryable) throw new Error(`The session cannot be checked: ${session.reason}.`);
  redirect("/login");
});
