import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { refuseTooLarge, startOf, withoutSecrets } from "../doors/fetch.ts";
import type { Answer, Incoming } from "../handlers/message.ts";
import { maxBodyBytes } from "../handlers/message.ts";
import type { Mock } from "../mock.ts";
import { refusedPlainly } from "../problem.ts";
import { pumpTimers } from "./pump-timers.ts";

// Taken when the module loads: a test that fakes the timers would otherwise wait for ever.
const realSetTimeout = globalThis.setTimeout;

/** Where the server listens. */
export interface ServeOptions {
  /** @default 0, a free one */
  readonly port?: number;
  /** Loopback by default: the mock lets everyone in. @default "127.0.0.1" */
  readonly host?: string;
  /** Has webhook retries and expiries happen as real time passes, for a clock that follows it. @default true */
  readonly isRealTime?: boolean;
}

/** A mock behind a port. */
export interface MockServer extends AsyncDisposable {
  readonly port: number;
  /** Base address, such as `http://127.0.0.1:4010`. */
  readonly url: string;
  /** Stops listening and ends idle connections; requests under way get their answer. May be called twice. */
  close(): Promise<void>;
}

const corsHeaders = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "x-request-id, retry-after, location, x-mock-reason, etag, content-range",
};
const preflightHeaders = {
  ...corsHeaders,
  "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE, OPTIONS",
  "access-control-max-age": "86400",
};

/** Serves a mock over HTTP, for any language and for browsers. */
export async function serve(mock: Mock, options: ServeOptions = {}): Promise<MockServer> {
  const host = options.host ?? "127.0.0.1";
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    void answer(mock, request, response, () => server.listening);
  });
  server.keepAliveTimeout = 30_000;
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await listening(server, options.port ?? 0, host);
  const { port } = server.address() as AddressInfo; // A TCP server that listens has an address of this form.
  const stopPump = (options.isRealTime ?? true) ? pumpTimers(mock) : () => {};
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= new Promise<void>((resolve) => {
      stopPump();
      server.close(() => resolve());
      server.closeIdleConnections();
      // Node does not count a connection as idle that has not asked anything yet, such as a browser opens in advance.
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    });
    return closing;
  };
  const address = host.includes(":") ? `[${host}]` : host;
  return { port, url: `http://${address}:${port}`, close, [Symbol.asyncDispose]: close };
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.removeListener("error", reject);
      resolve();
    });
  });
}

async function answer(
  mock: Mock,
  request: IncomingMessage,
  response: ServerResponse,
  isListening: () => boolean,
): Promise<void> {
  if (request.method === "OPTIONS") {
    const asked = request.headers["access-control-request-headers"] ?? "*";
    response.writeHead(204, { ...preflightHeaders, "access-control-allow-headers": asked }).end();
    return;
  }
  const url = addressOf(request);
  if (!url) {
    response.writeHead(400, { "content-type": "application/json" }).end('{"message":"The address is not valid."}');
    return;
  }
  const result = await mock.handle(incomingOf(request, url));
  // An answer may come before the whole body was read: the rest is not wanted, and must not block the connection.
  request.resume();
  // A connection kept alive would hold up a server that is closing until the client lets go of it.
  if (!isListening()) response.shouldKeepAlive = false;
  write(response, result);
}

function addressOf(request: IncomingMessage): URL | undefined {
  try {
    return new URL(request.url ?? "/", `http://${request.headers.host ?? "localhost"}`);
  } catch {
    return undefined;
  }
}

function incomingOf(request: IncomingMessage, url: URL): Incoming {
  const header = (name: string) => {
    const value = request.headers[name];
    return Array.isArray(value) ? value.join(", ") : value;
  };
  return {
    method: request.method ?? "GET",
    url,
    header,
    headers: () => withoutSecrets(Object.keys(request.headers).map((name) => [name, header(name) ?? ""] as const)),
    text: async () => readText(request),
  };
}

/** Reads the body by its events: iterating over the stream costs a third of a small request. */
function readText(request: IncomingMessage): Promise<string> {
  refuseTooLarge(Number(request.headers["content-length"] ?? 0));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBodyBytes) chunks.push(chunk);
      else reject(refusedPlainly(413, `The body is larger than ${maxBodyBytes} bytes.`));
    });
    request.on("end", () => {
      const [only] = chunks;
      resolve(chunks.length === 1 && only ? only.toString() : Buffer.concat(chunks).toString());
    });
    request.on("error", reject);
  });
}

function write(response: ServerResponse, answer: Answer): void {
  if (answer.isDropped) {
    response.destroy();
    return;
  }
  const { status, headers, body, cutAfterBytes } = answer;
  // 304 has no body, and its length would be that of the file.
  const length = status === 304 ? {} : { "content-length": body === undefined ? 0 : Buffer.byteLength(body) };
  response.writeHead(status, { ...corsHeaders, ...headers, ...length });
  if (body === undefined || cutAfterBytes === undefined) {
    response.end(body);
    return;
  }
  response.write(startOf(body, cutAfterBytes));
  // Clients forget what they have not read when a connection ends: this leaves them time to read what was sent.
  realSetTimeout(() => response.socket?.destroySoon(), 25);
}
