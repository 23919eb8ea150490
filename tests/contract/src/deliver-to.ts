import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A listener on loopback that keeps every delivery as it came. */
export interface Inbox extends AsyncDisposable {
  readonly url: string;
  readonly received: { readonly body: string; readonly signature: string }[];
}

export async function deliverTo(): Promise<Inbox> {
  const received: Inbox["received"] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({
      body: Buffer.concat(chunks).toString("utf8"),
      signature: String(request.headers["workos-signature"]),
    });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    received,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
