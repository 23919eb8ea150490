import { type Client, createClient } from "@workos-kit/client";
import { createMock, type Mock } from "@workos-kit/testing";
import { type MockServer, serve } from "@workos-kit/testing/server";

/** What every chapter plays on: a mock behind a real port, and a client that talks HTTP to it. */
export interface Stage extends AsyncDisposable {
  readonly mock: Mock;
  readonly server: MockServer;
  readonly workos: Client;
}

export async function openStage(): Promise<Stage> {
  const mock = createMock();
  const server = await serve(mock, { port: 0 });
  const workos = createClient({ apiKey: mock.apiKey, clientId: mock.clientId, baseUrl: server.url });
  return { mock, server, workos, [Symbol.asyncDispose]: () => server.close() };
}
