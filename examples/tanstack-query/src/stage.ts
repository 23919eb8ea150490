import type { AddressInfo } from "node:net";
import { serve as listen } from "@hono/node-server";
import { createMock, type Mock } from "@workos-kit/testing";
import { serve } from "@workos-kit/testing/server";
import type { Hono } from "hono";
import { createServer, type Settings } from "./server.ts";

/** The page's server in front of a mock, each behind a port of its own. */
export interface Stage {
  readonly mock: Mock;
  /** Where the page's server listens. */
  readonly origin: string;
  /** What the browser sent to it: method, path, and whether a credential was there. */
  readonly sent: { call: string; authorization: string | null }[];
  /** Which of them the browser gave up. */
  readonly ended: string[];
  /** Whether the person at the page may do what she asks. */
  isAdministrator: boolean;
  stop(): Promise<void>;
}

/** Starts both. */
export async function openStage(create: (settings: Settings) => Hono = createServer): Promise<Stage> {
  const mock = createMock();
  const api = await serve(mock);
  const sent: Stage["sent"] = [];
  const ended: string[] = [];
  let answer: (request: Request) => Response | Promise<Response> = () => new Response(null, { status: 503 });
  const listener = listen({ fetch: (request) => answer(request), hostname: "127.0.0.1", port: 0 });
  await new Promise((resolve) => listener.once("listening", resolve));
  const origin = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  const stage: Stage = {
    mock,
    sent,
    ended,
    origin,
    isAdministrator: true,
    async stop() {
      const closed = new Promise((resolve) => listener.close(resolve));
      if ("closeAllConnections" in listener) listener.closeAllConnections();
      await closed;
      await api.close();
    },
  };
  const mayAdminister = () => stage.isAdministrator;
  const app = create({ apiKey: mock.apiKey, baseUrl: api.url, appUrl: origin, mayAdminister });
  answer = (request) => {
    const { pathname, search } = new URL(request.url);
    if (pathname.startsWith("/api")) {
      const call = `${request.method} ${pathname}${search}`;
      sent.push({ call, authorization: request.headers.get("authorization") });
      request.signal.addEventListener("abort", () => ended.push(call));
    }
    return app.fetch(request);
  };
  return stage;
}
