import { startSignIn } from "@workos-kit/client/auth";
import { appUrl } from "../../lib/environment.ts";
import { pendingSignIns, workos } from "../../lib/workos.ts";

/** Starts a sign-in: AuthKit's hosted page, with PKCE, and a state that a cookie keeps. */
export async function GET(request: Request): Promise<Response> {
  const started = await startSignIn(workos, { provider: "authkit", redirect_uri: `${appUrl}/callback` });
  const returnTo = new URL(request.url).searchParams.get("return_to");
  const setCookie = await pendingSignIns.start(started, { returnTo });
  return new Response(null, {
    status: 303,
    headers: { location: started.url, "set-cookie": setCookie, "cache-control": "no-store" },
  });
}
