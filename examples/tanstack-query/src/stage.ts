import type { AddressInfo } from "node:net";
import { serve as listen } from "@hono/node-server";
import { createMock, type Mock } from "@workos-kit/testing";
import { serve } from "@workos-kit/testing/server";
import { createServer } from "./server.ts";

/** The page's server in front of a mock, each behind a port of its own. */
export interface Stage {
  readonly mock: Mock;
  /** Where the page's server listens. */
  readonly origin: string;
  /** What the browser sent to it: method, path, and whether a credential was there. */
  readonly sent: { call: string; authorization: string | null }[];
  /** Whether the person at the page may do what she asks. */
  isAdministrator: boolean;
  stop(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const mock = createMock();
  const api = await serve(mock);
  const sent: Stage["sent"] = [];
  const app = createServer({
    apiKey: mock.apiKey,
    baseUrl: api.url,
    mayAdminister: () => stage.isAdministrator,
  });
  const listener = listen({
    fetch: (request) => {
      const { pathname, search } = new URL(request.url);
      sent.push({
        call: `${request.method} ${pathname}${search}`,
        authorization: request.headers.get("authorization"),
      });
      return app.fetch(request);
    },
    hostname: "127.0.0.1",
    port: 0,
  });
  await new Promise((resolve) => listener.once("listening", resolve));
  const stage: Stage = {
    mock,
    sent,
    origin: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    isAdministrator: true,
    async stop() {
      await new Promise((resolve) => listener.close(resolve));
      await api.close();
    },
  };
  return stage;
}
