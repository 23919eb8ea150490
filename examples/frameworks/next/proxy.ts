import { applySetCookie } from "@workos-kit/client/session";
import { type NextRequest, NextResponse } from "next/server";
import { appUrl } from "./lib/environment.ts";
import { sessions } from "./lib/workos.ts";

export const config = { matcher: "/dashboard/:path*" };

/** Before a page for members: lets in who is signed in, and refreshes sessions, which pages cannot. */
export async function proxy(request: NextRequest): Promise<Response> {
  // Ten requests at once with one expired session are one refresh.
  const session = await sessions.read(request);
  if (!session.isSignedIn && session.isRetryable) {
    return new Response("Signing in is not possible at the moment.", {
      status: 503,
      headers: { "retry-after": String(session.retryAfterSeconds ?? 5) },
    });
  }
  // A server action asks itself who is there: its POST, led elsewhere, would arrive there as a POST.
  const mayPass = session.isSignedIn || request.method === "POST";
  const response = mayPass ? passOn(request, session.setCookie) : leadToLogin(request);
  if (session.setCookie !== undefined) response.headers.append("set-cookie", session.setCookie);
  return response;
}

/** The page reads the session itself, from a request that has the new cookie already. */
function passOn(request: NextRequest, setCookie: string | undefined): NextResponse {
  if (setCookie === undefined) return NextResponse.next();
  return NextResponse.next({ request: { headers: applySetCookie(request.headers, setCookie) } });
}

function leadToLogin({ headers, nextUrl: { pathname, search } }: NextRequest): NextResponse {
  // Next's router fetches pages, ahead as well, and could not follow to WorkOS. Given nothing, it loads the page itself.
  if (headers.get("sec-fetch-dest") === "empty")
    return new NextResponse(null, { headers: { "cache-control": "no-store" } });
  const login = new URL("/login", appUrl);
  login.searchParams.set("return_to", pathname + search);
  return NextResponse.redirect(login);
}
