import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

// Taken when the module loads: a test that fakes the timers would otherwise wait for ever.
const { setInterval: realSetInterval, clearInterval: realClearInterval } = globalThis;

/** How long a server that is closing is held up. */
export interface Patience {
  /** By a client that neither sends nor reads, in milliseconds. @default 1000 */
  readonly withClientsMs?: number;
  /** By an answer that does not come, such as one that a fault delays. @default 5000 */
  readonly withAnswersMs?: number;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Knows the connections of a server, and what is going on in them, so that it can be closed in good order. */
export class Connections {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #exchanges = new Set<Exchange>();
  readonly #patience: Required<Patience>;

  constructor(server: Server, { withClientsMs = 1000, withAnswersMs = 5000 }: Patience = {}) {
    this.#server = server;
    this.#patience = { withClientsMs, withAnswersMs };
    server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.once("close", () => this.#sockets.delete(socket));
    });
    server.on("request", (request, response) => {
      const exchange = { request, response };
      this.#exchanges.add(exchange);
      response.once("close", () => this.#exchanges.delete(exchange));
    });
  }

  /** Stops listening. Answers are waited for, with patience; clients that stall with less. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.#endStalled();
      this.#server.close(() => {
        realClearInterval(timer);
        resolve();
      });
      this.#server.closeIdleConnections();
      // Node does not count a connection as idle that has not asked anything yet, such as a browser opens in advance,
      // and takes its own time limits away when a server closes: a request that was begun would be waited for for ever.
      const busy = new Set([...this.#exchanges].map(({ request }) => request.socket));
      for (const socket of this.#sockets) if (!busy.has(socket)) socket.destroy();
    });
  }

  /** Ends exchanges that wait for their client from one look to the next, and all of them in the end. */
  #endStalled(): ReturnType<typeof setInterval> {
    const { withClientsMs, withAnswersMs } = this.#patience;
    const latest = performance.now() + withAnswersMs;
    let waiting = new Set<Exchange>();
    const look = () => {
      if (performance.now() >= latest) for (const { request } of this.#exchanges) request.socket.destroy();
      const now = [...this.#exchanges].filter(({ request, response }) => !request.complete || response.writableEnded);
      for (const exchange of now) if (waiting.has(exchange)) exchange.request.socket.destroy();
      waiting = new Set(now);
    };
    look();
    return realSetInterval(look, Math.min(withClientsMs, withAnswersMs));
  }
}
