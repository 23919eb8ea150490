import type { RequestListener, Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Serves a listener on a free loopback port. */
export async function listen(target: RequestListener | Server): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = typeof target === "function" ? createServer(target) : target;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on TCP has an address with a port.
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}/webhooks`, stop };
}
