import type { Sessions, SignedIn } from "@workos-kit/client/session";
import type { RequestHandler, Response } from "express";
import { asFetch } from "./as-fetch.ts";

/** Lets only signed-in people pass, and refreshes the session where its token has expired. */
export function requireSession(sessions: Sessions): RequestHandler {
  return async (request, response, next) => {
    // The page is one person's, and may carry a new session: no cache in between may keep it.
    response.set("cache-control", "private, no-store");
    const session = await sessions.read(asFetch(request));
    if (session.setCookie) response.append("set-cookie", session.setCookie);
    if (session.isSignedIn) {
      signedIn.set(response, session);
      return next();
    }
    // WorkOS cannot be asked right now: the session may well be alive, so nobody is sent away.
    if (session.isRetryable) {
      response
        .status(503)
        .set("retry-after", String(session.retryAfterSeconds ?? 5))
        .send("Try again in a moment.");
      return;
    }
    response.redirect(`/login?${new URLSearchParams({ return_to: request.originalUrl })}`);
  };
}

// Typed, unlike `response.locals`, and out of reach of templates, which would print the tokens.
const signedIn = new WeakMap<Response, SignedIn>();

/** Who is signed in, behind `requireSession`. */
export function sessionOf(response: Response): SignedIn {
  const session = signedIn.get(response);
  if (session === undefined) throw new Error("Put requireSession in front of this route.");
  return session;
}
