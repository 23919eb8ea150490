import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { headersForPages } from "../doors/cors.ts";
import { refuseTooLarge, startOf, withoutSecrets } from "../doors/fetch.ts";
import type { Answer, Incoming } from "../handlers/message.ts";
import { maxBodyBytes } from "../handlers/message.ts";
import type { Mock } from "../mock.ts";
import { refusedPlainly } from "../problem.ts";
import { Connections } from "./connections.ts";
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
  /**
   * Stops listening and ends idle connections; requests under way get their answer, unless their client stalls or the
   * answer takes more than five seconds. May be called twice.
   */
  close(): Promise<void>;
}

/** Serves a mock over HTTP, for any language and for browsers. */
export async function serve(mock: Mock, options: ServeOptions = {}): Promise<MockServer> {
  const host = options.host ?? "127.0.0.1";
  // Node takes an empty one for all addresses of the machine.
  if (host === "") throw new TypeError("The host is empty: leave it out for 127.0.0.1, or name an address.");
  const server = createServer((request, response) => {
    // A rejection would end the process of the tests: whoever asked hears of it.
    answer(mock, request, response, () => server.listening).catch((error: unknown) => fail(response, error));
  });
  server.keepAliveTimeout = 30_000;
  const connections = new Connections(server);
  await listening(server, options.port ?? 0, host);
  const { port } = server.address() as AddressInfo; // A TCP server that listens has an address of this form.
  const stopPump = (options.isRealTime ?? true) ? pumpTimers(mock) : () => {};
  let closing: Promise<void> | undefined;
  const close = () => {
    stopPump();
    closing ??= connections.close();
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
  const url = addressOf(request);
  if (!url) {
    response.writeHead(400, { "content-type": "application/json" }).end('{"message":"The address is not valid."}');
    return;
  }
  const result = await mock.handle(incomingOf(request, response, url));
  // An answer may come before the whole body was read: the rest is not wanted, and must not block the connection.
  request.resume();
  // A connection kept alive would hold up a server that is closing until the client lets go of it.
  if (!isListening()) response.shouldKeepAlive = false;
  write(response, result);
}

function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent) response.destroy();
  else
    response
      .writeHead(500, { "content-type": "application/json", "x-mock-reason": "failure" })
      .end(JSON.stringify({ message: `The mock failed: ${String(error)}` }));
}

function addressOf(request: IncomingMessage): URL | undefined {
  const { url = "/", headers } = request;
  const origin = `http://${headers.host ?? "localhost"}`;
  try {
    // Not as a base: `//organizations`, of an address that was joined carelessly, would name a host.
    return url.startsWith("/") ? new URL(origin + url) : new URL(url, origin);
  } catch {
    return undefined;
  }
}

function incomingOf(request: IncomingMessage, response: ServerResponse, url: URL): Incoming {
  const header = (name: string) => {
    const value = request.headers[name];
    return Array.isArray(value) ? value.join(", ") : value;
  };
  return {
    method: request.method ?? "GET",
    url,
    header,
    headers: () => withoutSecrets(Object.keys(request.headers).map((name) => [name, header(name) ?? ""] as const)),
    text: async (maxBytes) => readText(request, maxBytes),
    get signal() {
      return signalOf(response);
    },
  };
}

/** Aborted once nobody can get the answer any more. */
function signalOf(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  if (response.destroyed) controller.abort();
  else response.once("close", () => controller.abort());
  return controller.signal;
}

/** Reads the body by its events: iterating over the stream costs a third of a small request. */
function readText(request: IncomingMessage, maxBytes = maxBodyBytes): Promise<string> {
  refuseTooLarge(Number(request.headers["content-length"] ?? 0), maxBytes);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) chunks.push(chunk);
      else reject(refusedPlainly(413, `The body is larger than ${maxBytes} bytes.`));
    });
    request.on("end", () => {
      const [only] = chunks;
      resolve(chunks.length === 1 && only ? only.toString() : Buffer.concat(chunks).toString());
    });
    // Not a mistake of the mock: nobody waits for the answer, which the journal keeps.
    request.on("error", () => reject(refusedPlainly(400, "The connection ended before the whole body had arrived.")));
  });
}

function write(response: ServerResponse, answer: Answer): void {
  if (answer.isDropped) {
    response.destroy();
    return;
  }
  const { status, body, cutAfterBytes } = answer;
  // 204 and 304 have no body, and the length of the latter would be that of the file.
  const length =
    status === 304 || status === 204 ? {} : { "content-length": body === undefined ? 0 : Buffer.byteLength(body) };
  response.writeHead(status, { ...headersForPages(answer), ...length });
  if (body === undefined || cutAfterBytes === undefined) {
    response.end(body);
    return;
  }
  response.write(startOf(body, cutAfterBytes));
  // Clients forget what they have not read when a connection ends: this leaves them time to read what was sent.
  realSetTimeout(() => response.socket?.destroySoon(), 25);
}
