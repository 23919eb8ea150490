import type { Request } from "express";

/** What sessions and sign-ins read of a request, in the form of Fetch. */
export function asFetch(request: Request): { url: string; headers: Headers } {
  const headers = new Headers({ cookie: request.get("cookie") ?? "" });
  // Only path and query are read: the host may be what a proxy or the browser says it is.
  return { url: new URL(request.originalUrl, "http://app").href, headers };
}
