import type { Handle } from "@sveltejs/kit/hooks";
import { passCookie } from "#lib/server/pass-cookie.ts";
import { sessions } from "#lib/server/workos.ts";
import { building } from "$app/env";

/** Tells every route who is asking, and refreshes sessions. Ten requests at once with one session are one refresh. */
export const handle: Handle = async ({ event, resolve }) => {
  // A page that is made ahead is everybody's, and no password is there yet.
  if (building) return resolve(event);
  const session = await sessions.read(event.request);
  if (session.setCookie !== undefined) passCookie(event.cookies, session.setCookie);
  event.locals.session = session;
  const response = await resolve(event);
  // The page is one person's, and may carry a new session: no cache in between may keep it.
  if (session.isSignedIn) response.headers.set("cache-control", "private, no-store");
  if (response.status === 503 && !session.isSignedIn)
    response.headers.set("retry-after", String(session.retryAfterSeconds ?? 5));
  return response;
};
