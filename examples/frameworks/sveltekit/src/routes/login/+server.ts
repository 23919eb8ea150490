import { startSignIn } from "@workos-kit/client/auth";
import { keepSignIn, pathOf } from "#lib/server/pending-sign-in.ts";
import { workos } from "#lib/server/workos.ts";
import { APP_URL } from "$app/env/private";
import type { RequestHandler } from "./$types";

/** Starts a sign-in: AuthKit's hosted page, with PKCE, and a state that a cookie keeps. */
export const GET: RequestHandler = async ({ url, cookies }) => {
  const signIn = await startSignIn(workos, { provider: "authkit", redirect_uri: `${APP_URL}/callback` });
  keepSignIn(cookies, { ...signIn, returnTo: pathOf(url.searchParams.get("return_to")) });
  return new Response(null, { status: 303, headers: { location: signIn.url, "cache-control": "no-store" } });
};
