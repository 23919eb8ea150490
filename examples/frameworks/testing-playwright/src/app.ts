import { createServer, type Server } from "node:http";
import { createClient } from "@workos-kit/client";
import { authenticateWithCode, CallbackError, createPendingSignIns, startSignIn } from "@workos-kit/client/auth";
import { createSessions } from "@workos-kit/client/session";

/** Where the application finds WorkOS: in production the defaults, in a test the mock. */
export interface AppSettings {
  readonly apiKey: string;
  readonly clientId: string;
  readonly baseUrl?: string;
}

/** A small application that people sign in to with AuthKit. Keeps its sessions in sealed cookies. */
export function createApp(settings: AppSettings): Server {
  const workos = createClient(settings);
  const cookie = { secure: false };
  const pending = createPendingSignIns({ cookie });
  const sessions = createSessions(workos, { password: "at least 32 characters, for tests only", cookie });

  const signIn = async ({ url }: Request) => {
    const redirect_uri = new URL("/callback", url).href;
    const started = await startSignIn(workos, { provider: "authkit", redirect_uri });
    return redirect(started.url, await pending.start(started));
  };

  const callback = async (request: Request) => {
    try {
      const { code, codeVerifier: code_verifier, returnTo, setCookie } = await pending.finish(request);
      const authentication = await authenticateWithCode(workos, { code, code_verifier });
      return redirect(returnTo, setCookie, await sessions.start(authentication));
    } catch (error) {
      const { reason, setCookie } = CallbackError.isInstance(error) ? error : { reason: "a failure" };
      return show(`<p>You are not signed in: ${reason}.</p>${signInLink}`, setCookie);
    }
  };

  const home = async (request: Request) => {
    const session = await sessions.read(request);
    return show(
      session.isSignedIn ? `<h1>Hello ${escapeHtml(session.user.email)}</h1>` : signInLink,
      session.setCookie,
    );
  };

  return createServer(async (incoming, outgoing) => {
    const url = new URL(incoming.url ?? "/", `http://${incoming.headers.host}`);
    const request = new Request(url, { headers: { cookie: incoming.headers.cookie ?? "" } });
    const page = { "/sign-in": signIn, "/callback": callback }[url.pathname] ?? home;
    const response = await page(request);
    outgoing
      .setHeaders(response.headers)
      .writeHead(response.status)
      .end(await response.text());
  });
}

function redirect(location: string, ...cookies: string[]): Response {
  const headers = new Headers({ location });
  for (const each of cookies) headers.append("set-cookie", each);
  return new Response(null, { status: 302, headers });
}

function show(html: string, setCookie?: string): Response {
  const headers = new Headers({ "content-type": "text/html; charset=utf-8", "cache-control": "private, no-store" });
  if (setCookie !== undefined) headers.set("set-cookie", setCookie);
  const head = '<meta name="viewport" content="width=device-width"><title>App</title>';
  const style = "<style>body { margin: 10vh auto; max-width: 30rem; padding: 0 1rem; font: 1rem system-ui; }</style>";
  return new Response(`<!doctype html><html lang="en">${head}${style}${html}</html>`, { headers });
}

const signInLink = '<a href="/sign-in">Sign in</a>';

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
