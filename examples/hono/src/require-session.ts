// #region docs
import type { Sessions, SignedIn } from "@workos-kit/client/session";
import { createMiddleware } from "hono/factory";

/** Lets only signed-in people pass; `context.var.session` says who. Refreshes the session where its token has expired. */
export function requireSession(sessions: Sessions) {
  return createMiddleware<{ Variables: { session: SignedIn } }>(async (context, next) => {
    // The page is one person's, and may carry a new session: no cache in between may keep it.
    context.header("cache-control", "private, no-store");
    const session = await sessions.read(context.req.raw);
    if (session.setCookie) context.header("set-cookie", session.setCookie, { append: true });
    if (session.isSignedIn) {
      context.set("session", session);
      return next();
    }
    // WorkOS cannot be asked right now: the session may well be alive, so nobody is sent away.
    if (session.isRetryable) {
      context.header("retry-after", String(session.retryAfterSeconds ?? 5));
      return context.text("Try again in a moment.", 503);
    }
    const { pathname, search } = new URL(context.req.url);
    return context.redirect(`/login?${new URLSearchParams({ return_to: pathname + search })}`);
  });
}
// #endregion
