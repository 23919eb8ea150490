// #region sessions
import { authenticateWithPassword } from "@workos-kit/client/auth";
import { createSessions } from "@workos-kit/client/session";
import { workos } from "./workos.ts";

// 32 characters at least; to change it, give the new one and the old one.
const sessions = createSessions(workos, { password: process.env.COOKIE_PASSWORD ?? "" });

export async function login(email: string, password: string): Promise<Response> {
  const authentication = await authenticateWithPassword(workos, { email, password });
  return new Response(null, {
    status: 302,
    headers: { location: "/", "set-cookie": await sessions.start(authentication) },
  });
}

export async function handle(request: Request): Promise<Response> {
  const session = await sessions.read(request);
  // What is for one person stays out of shared caches.
  const headers = new Headers({ "cache-control": "private, no-store" });
  if (session.setCookie) headers.append("set-cookie", session.setCookie);
  if (session.isSignedIn) return new Response(`Hello ${session.user.email}`, { headers });
  // The session may be alive: WorkOS could not be asked.
  if (session.isRetryable) return new Response("Try again.", { status: 503 });
  const { pathname, search } = new URL(request.url);
  headers.set("location", `/login?return_to=${encodeURIComponent(pathname + search)}`);
  return new Response(null, { status: 302, headers });
}
// #endregion

// #region end
/** POST /logout: a link could be followed ahead, or be put on another site. */
export async function logout(request: Request): Promise<Response> {
  const { url = "/", setCookie } = await sessions.end(request, { return_to: "https://app.example/bye" });
  return new Response(null, { status: 303, headers: { location: url, "set-cookie": setCookie } });
}

// #endregion

// #region tokens
import { createTokenVerifier, readBearerToken, TokenError } from "@workos-kit/client/tokens";

const tokens = createTokenVerifier(workos); // one for the life of the process: it holds the keys

export async function api(request: Request): Promise<Response> {
  try {
    const claims = await tokens.verify(readBearerToken(request) ?? "");
    if (!claims.permissions?.includes("reports:read")) return new Response(null, { status: 403 });
    return Response.json({ user: claims.sub, organization: claims.org_id });
  } catch (error) {
    // 401: the token is bad. 503: its keys could not be fetched.
    if (TokenError.isInstance(error)) return new Response(error.reason, { status: error.status });
    throw error;
  }
}
// #endregion
