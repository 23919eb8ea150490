import { startSignIn } from "@workos-kit/client/auth";
import { appUrl } from "../../lib/environment.ts";
import { keepSignIn, pathOf } from "../../lib/pending-sign-in.ts";
import { workos } from "../../lib/workos.ts";

/** Starts a sign-in: AuthKit's hosted page, with PKCE, and a state that a cookie keeps. */
export async function GET(request: Request): Promise<Response> {
  const returnTo = pathOf(new URL(request.url).searchParams.get("return_to"));
  const { url, ...pending } = await startSignIn(workos, { provider: "authkit", redirect_uri: `${appUrl}/callback` });
  return new Response(null, {
    status: 303,
    headers: { location: url, "set-cookie": keepSignIn({ ...pending, returnTo }), "cache-control": "no-store" },
  });
}
