// #region docs
import { Hono } from "hono";
import { csrf } from "hono/csrf";

/** What the page's server needs to know. */
export interface Settings {
  apiKey: string;
  /** @default the real API */
  baseUrl?: string | undefined;
  /** Where browsers reach the page, such as `https://app.example.com`. */
  appUrl: string;
  /** Whether whoever sent a request may administer organizations: ask the session of your app. */
  mayAdminister: (request: Request) => boolean | Promise<boolean>;
}

// All that the page may ask for. The key opens everything else as well, so nothing else is passed on.
const open = [
  ["GET", "/organizations"],
  ["POST", "/organizations"],
  ["GET", "/organizations/:id{org_[0-9A-Za-z]+}"],
] as const;

/** A server for the page: passes some calls on to WorkOS, and puts in the key that the browser must not have. */
export function createServer(settings: Settings): Hono {
  const { apiKey, baseUrl = "https://api.workos.com", appUrl, mayAdminister } = settings;
  const app = new Hono().basePath("/api");
  // What a form of another site can send is refused; what it cannot send, browsers refuse, for want of CORS.
  app.use(csrf({ origin: new URL(appUrl).origin }));
  for (const [method, path] of open) {
    app.on(method, path, async ({ req }) => {
      if (!(await mayAdminister(req.raw))) return refusal(403, "forbidden");
      const { pathname, search } = new URL(req.url);
      const headers = new Headers({ authorization: `Bearer ${apiKey}`, "content-type": "application/json" });
      // With it, the client in the page may send a creation again: it has to arrive.
      const key = req.header("idempotency-key");
      if (key) headers.set("idempotency-key", key);
      // Sent once: the client in the page decides what is sent again. Ends when nobody waits in the page any more.
      const signal = AbortSignal.any([req.raw.signal, AbortSignal.timeout(30_000)]);
      const init = { method, headers, signal, ...(method === "GET" ? {} : { body: await req.text() }) };
      const answer = await fetch(`${baseUrl}${pathname.slice("/api".length)}${search}`, init).catch(() => undefined);
      if (answer === undefined) return refusal(502, "unreachable");
      return new Response(answer.body, { status: answer.status, headers: passedOn(answer.headers) });
    });
  }
  app.all("*", () => refusal(404, "not_found"));
  return app;
}

function passedOn(headers: Headers): Headers {
  const names = ["content-type", "x-request-id", "retry-after"];
  const kept = new Headers([...headers].filter(([name]) => names.includes(name)));
  // Given to who asked, who may ask: not for a cache in between.
  kept.set("cache-control", "private, no-store");
  return kept;
}

// In the form of the API's own errors, so that the page has one kind of error.
function refusal(status: number, code: string): Response {
  return Response.json({ code, message: "The page's server refused the call." }, { status });
}
// #endregion
