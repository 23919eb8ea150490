import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it came out of the socket. */
export interface OnTheWire {
  method: string;
  path: string;
  query: [string, string][];
  headers: IncomingHttpHeaders;
  body: string;
}

export interface WireServer extends AsyncDisposable {
  readonly url: string;
  /** The requests since it was last asked. */
  take(): OnTheWire[];
}

/** A server that writes down what it is asked, and answers every operation with something fitting. */
export async function openWireServer(): Promise<WireServer> {
  let seen: OnTheWire[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://wire.test");
    const { method = "", headers } = request;
    seen.push({ method, path: pathname, query: [...searchParams], headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(200, { "content-type": "application/json" }).end('{"data":[],"list_metadata":{}}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take: () => {
      const taken = seen;
      seen = [];
      return taken;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
