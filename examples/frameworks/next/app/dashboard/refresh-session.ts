"use server";

import { parseSetCookie } from "@workos-kit/client/session";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { sessions } from "../../lib/workos.ts";

/** Takes over what has changed at WorkOS, such as a role; with `organization_id` it would switch organization. */
export async function refreshSession(): Promise<void> {
  const session = await sessions.refresh({ headers: await headers() });
  if (session.setCookie !== undefined) {
    const { name, value, options } = parseSetCookie(session.setCookie);
    (await cookies()).set(name, value, options);
  }
  if (session.isSignedIn) return;
  if (session.isRetryable) throw new Error(`The session could not be refreshed: ${session.reason}.`);
  redirect("/login");
}
