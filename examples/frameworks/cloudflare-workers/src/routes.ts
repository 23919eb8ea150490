import type { Client } from "@workos-kit/client";
import { createSessions, type SignedIn, type SignedOut } from "@workos-kit/client/session";
import type { Env } from "./env.ts";
import { openSignIn } from "./sign-in.ts";
import { receiveWebhooks } from "./webhooks.ts";

type Route = (request: Request, context: ExecutionContext) => Response | Promise<Response>;

/** What answers, by method and path. */
export type Routes = Readonly<Record<string, Route>>;

/** Makes the routes of the app out of its bindings. */
export function createRoutes(workos: Client, env: Env): Routes {
  // #region setup
  const sessions = createSessions(workos, { password: env.WORKOS_COOKIE_PASSWORD });
  const { login, callback, logout } = openSignIn(workos, sessions);
  const hooks = receiveWebhooks(env);
  // #endregion

  // #region protected
  const signedIn =
    (page: (session: SignedIn) => Promise<Response>) => async (request: Request, context: ExecutionContext) => {
      const reading = sessions.read(request);
      // Other requests may be waiting for the same refresh: it goes on when this one's browser goes away.
      context.waitUntil(reading);
      const session = await reading;
      const given = session.isSignedIn ? await page(session) : answerWithout(session, request);
      // A copy, because the headers of some answers cannot be changed: redirects, and what was fetched.
      const answer = new Response(given.body, given);
      // A refreshed session, or the end of one that is over.
      if (session.setCookie) answer.headers.append("set-cookie", session.setCookie);
      // The page is one person's, and may carry a new session: no cache in between may keep it.
      answer.headers.set("cache-control", "private, no-store");
      return answer;
    };
  // #endregion

  return {
    "GET /": () => new Response("Sign in at /login."),
    "GET /login": login,
    "GET /callback": callback,
    "POST /logout": logout,
    "GET /me": signedIn(async ({ user }) =>
      Response.json({ email: user.email, isKnown: (await env.USERS.get(user.id)) !== null }),
    ),
    // The context keeps the isolate alive until the event is handled, whatever becomes of the connection.
    "POST /webhooks": (request, context) => hooks.fetch(request, context),
  };
}

// #region signed-out
function answerWithout({ isRetryable, retryAfterSeconds = 5 }: SignedOut, request: Request): Response {
  // WorkOS cannot be asked right now: the session may well be alive, so nobody is sent away.
  if (isRetryable) {
    return new Response("Try again in a moment.", {
      status: 503,
      headers: { "retry-after": String(retryAfterSeconds) },
    });
  }
  const { pathname, search } = new URL(request.url);
  const location = `/login?${new URLSearchParams({ return_to: pathname + search })}`;
  return new Response(null, { status: 302, headers: { location } });
}
// #endregion
