import { createServer, Agent as HttpAgent, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What may happen to a request on the line; all before `throttled` happen after the API has acted. */
export const faults = [
  "lost answer",
  "lost after 502",
  "cut off",
  "cut short",
  "emptied",
  "garbled",
  "mislabelled",
  "no HTTP",
  "stalled",
  "late",
  "throttled",
  "busy",
  "never arrived",
] as const;
export type FaultName = (typeof faults)[number];

export interface BadLine extends AsyncDisposable {
  readonly url: string;
  /** How often each fault struck. */
  readonly struck: ReadonlyMap<FaultName, number>;
  /** All requests, also those that were let through. */
  requests(): number;
}

export interface BadLineOptions {
  seed: number;
  /** Share of requests that are hit. */
  probability: number;
  /** How long a late answer takes. */
  lateMs: number;
  /** Which of them happen. @default all */
  faults?: readonly FaultName[];
}

/** A proxy in front of a server that drops, delays, truncates, garbles and turns away what passes it. */
export async function openBadLine(target: string, options: BadLineOptions): Promise<BadLine> {
  const { seed, probability, lateMs, faults: possible = faults } = options;
  const { hostname, port } = new URL(target);
  const agent = new HttpAgent({ keepAlive: true });
  const struck = new Map<FaultName, number>();
  const dice = diceOf(seed);
  let count = 0;

  const forward = (incoming: IncomingMessage, body: Buffer) =>
    new Promise<{ status: number; headers: IncomingMessage["headers"]; body: Buffer }>((resolve, reject) => {
      const { method, url, headers } = incoming;
      const passed = request({ hostname, port, agent, method, path: url, headers }, (answer) => {
        read(answer).then((text) => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: text }));
      });
      passed.on("error", reject).end(body);
    });

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const body = await read(incoming);
    count++;
    const fault = dice() < probability ? possible[Math.floor(dice() * possible.length)] : undefined;
    if (fault !== undefined) struck.set(fault, (struck.get(fault) ?? 0) + 1);
    if (fault === "never arrived") return incoming.socket.destroy();
    if (fault === "throttled") return outgoing.writeHead(429, { "retry-after": "0" }).end('{"message":"Slow down."}');
    if (fault === "busy") return outgoing.writeHead(503, { "content-type": "text/html" }).end("<html>busy</html>");
    const passed = await forward(incoming, body);
    if (fault === "no HTTP") return void incoming.socket.end("\u0000\u0001 is no answer\r\n\r\n");
    if (fault === "lost answer") return incoming.socket.destroy();
    if (fault === "lost after 502") return outgoing.writeHead(502).end('{"message":"Lost."}');
    const { "content-length": _, "transfer-encoding": __, connection: ___, ...headers } = passed.headers;
    const write = (bytes: Buffer) => void outgoing.writeHead(passed.status, headers).end(bytes);
    if (fault === "late") return void setTimeout(() => write(passed.body), lateMs).unref();
    // Nothing to spoil: what has no body is let through.
    if (passed.body.length === 0) return write(passed.body);
    if (fault === "emptied") return write(Buffer.alloc(0));
    if (fault === "cut short") return write(passed.body.subarray(0, passed.body.length / 2));
    if (fault === "garbled") return write(Buffer.concat([Buffer.from([0xff]), passed.body.subarray(1)]));
    if (fault === "mislabelled") headers["content-encoding"] = "gzip";
    if (fault === "stalled") {
      outgoing.writeHead(passed.status, headers).write(passed.body.subarray(0, 1));
      return void setTimeout(() => outgoing.destroy(), lateMs).unref();
    }
    if (fault === "cut off") {
      const announced = { ...headers, "content-length": passed.body.length };
      outgoing.writeHead(passed.status, announced).write(passed.body.subarray(0, passed.body.length / 2));
      return void setImmediate(() => incoming.socket.destroy());
    }
    write(passed.body);
  };
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing).catch(() => outgoing.destroy()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    struck,
    requests: () => count,
    // It listens, so its address is that of a port.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Chance that repeats: 0 ≤ x < 1. */
function diceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
