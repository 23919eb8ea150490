import { startSignIn } from "@workos-kit/client/auth";
import { passCookie } from "#lib/server/pass-cookie.ts";
import { pendingSignIns, workos } from "#lib/server/workos.ts";
import { APP_URL } from "$app/env/private";
import type { RequestHandler } from "./$types";

/** Starts a sign-in: AuthKit's hosted page, with PKCE, and a state that a cookie keeps. */
export const GET: RequestHandler = async ({ url, cookies }) => {
  const started = await startSignIn(workos, { provider: "authkit", redirect_uri: `${APP_URL}/callback` });
  passCookie(cookies, await pendingSignIns.start(started, { returnTo: url.searchParams.get("return_to") }));
  return new Response(null, { status: 303, headers: { location: started.url, "cache-control": "no-store" } });
};
