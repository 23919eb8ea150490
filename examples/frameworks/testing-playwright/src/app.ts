import { createServer, type Server, type ServerResponse } from "node:http";
import { createClient } from "@workos-kit/client";
import { authenticateWithCode, CallbackError, readCallback, startSignIn } from "@workos-kit/client/auth";

/** Where the application finds WorkOS: in production the defaults, in a test the mock. */
export interface AppSettings {
  readonly apiKey: string;
  readonly clientId: string;
  readonly baseUrl?: string;
}

/** A small application that people sign in to with AuthKit. Keeps its sessions in memory. */
export function createApp(settings: AppSettings): Server {
  const workos = createClient(settings);
  const started = new Map<string, string>();
  const people = new Map<string, string>();

  const signIn = async (origin: string, response: ServerResponse) => {
    const redirect_uri = `${origin}/callback`;
    const { url, state, codeVerifier } = await startSignIn(workos, { provider: "authkit", redirect_uri });
    started.set(state, codeVerifier);
    response.writeHead(302, { location: url, "set-cookie": `state=${state}; HttpOnly; Path=/` }).end();
  };

  const callback = async (url: URL, state: string, response: ServerResponse) => {
    try {
      const { code } = readCallback(url, { state });
      const { user } = await authenticateWithCode(workos, { code, code_verifier: started.get(state) ?? "" });
      people.set(state, user.email);
      response.writeHead(302, { location: "/" }).end();
    } catch (error) {
      const reason = error instanceof CallbackError ? error.reason : "a failure";
      show(response, `<p>You are not signed in: ${reason}.</p><a href="/sign-in">Sign in</a>`);
    }
  };

  return createServer(async (request, response) => {
    const origin = `http://${request.headers.host}`;
    const url = new URL(request.url ?? "/", origin);
    const state = /state=([^;]+)/.exec(request.headers.cookie ?? "")?.[1] ?? "";
    if (url.pathname === "/sign-in") return signIn(origin, response);
    if (url.pathname === "/callback") return callback(url, state, response);
    const email = people.get(state);
    show(response, email ? `<h1>Hello ${email}</h1>` : '<a href="/sign-in">Sign in</a>');
  });
}

function show(response: ServerResponse, html: string): void {
  response.setHeader("content-type", "text/html").end(`<!doctype html><title>App</title>${html}`);
}
