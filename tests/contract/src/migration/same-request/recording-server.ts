import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A request as it arrived, flat: `route`, `query.limit`, `body.metadata.tier`, `header.authorization`. */
export type Recorded = Readonly<Record<string, unknown>>;

export interface RecordingServer extends AsyncDisposable {
  readonly port: number;
  /** What arrived since the last call. */
  take(): Recorded[];
}

/** Notes every request, and answers each with an empty list, of which both clients make something. */
export async function recordRequests(): Promise<RecordingServer> {
  let recorded: Recorded[] = [];
  const server = createServer(async (request, response) => {
    const { authorization, "idempotency-key": idempotencyKey, "content-type": type } = request.headers;
    const url = new URL(request.url ?? "", "http://127.0.0.1");
    const body = readBody(await text(request), type);
    const header = { ...(authorization && { authorization }), ...(idempotencyKey && { idempotencyKey }) };
    recorded.push({ ...flatUrl(url, request.method), ...flat(body, "body"), ...flat(header, "header") });
    response.setHeader("content-type", "application/json");
    response.end('{"object":"list","data":[],"list_metadata":{"before":null,"after":null}}');
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A TCP server that listens has an address of this form.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    take() {
      const taken = recorded;
      recorded = [];
      return taken;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** A URL in the form of a request. */
export function flatUrl(url: URL, method = "URL"): Recorded {
  return { route: `${method} ${url.pathname}`, ...flat(Object.fromEntries(url.searchParams), "query") };
}

function readBody(sent: string, type = ""): unknown {
  if (sent === "") return {};
  // What a form says, and an object of texts, is the same thing said twice.
  return type.startsWith("application/x-www-form-urlencoded")
    ? Object.fromEntries(new URLSearchParams(sent))
    : JSON.parse(sent);
}

function flat(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null) return { [at]: value };
  return Object.assign({}, ...Object.entries(value).map(([key, inner]) => flat(inner, `${at}.${key}`)));
}
