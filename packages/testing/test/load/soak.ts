import { Agent, request as httpRequest } from "node:http";
import { createMock } from "../../src/mock.ts";
import { serve } from "../../src/server/serve.ts";
import { Random } from "../../src/world/random.ts";
import { findBreaches } from "./invariants.ts";
import { type RandomRequest, randomRequest } from "./random-request.ts";

/** What a soak run came to. */
export interface SoakResult {
  readonly requests: number;
  readonly perSecond: number;
  /** Answers of 500 and above that no fault asked for. */
  readonly unaskedFailures: readonly string[];
  readonly injected: number;
  readonly breaches: readonly string[];
  /** Memory in use after each tenth of the run, in megabytes. */
  readonly heapMegabytes: readonly number[];
}

/** Mixed load from many connections with faults on; then checks that nothing broke. */
export async function soak(requests: number, connections = 50): Promise<SoakResult> {
  const mock = createMock({ journalLimit: 100, webhooks: { send: async () => new Response(), schedule: "none" } });
  mock.faults.add({ kind: "status", status: 503, probability: 0.01 });
  mock.faults.add({ kind: "drop", probability: 0.005 });
  mock.faults.add({ kind: "garbled", probability: 0.005 });
  const random = new Random("soak");
  await using server = await serve(mock);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const result = { unasked: [] as string[], injected: 0, heap: [] as number[] };
  const ids: string[] = [];
  let sent = 0;
  const started = performance.now();
  const worker = async () => {
    while (sent < requests) {
      sent++;
      if (sent % Math.ceil(requests / 10) === 0) result.heap.push(heapInUse());
      const next = randomRequest(random, ids, mock.apiKey, 0.02);
      const answer = await send(server.port, agent, next);
      if (answer.status === 0 || answer.status === 503) result.injected++;
      else if (answer.status >= 500 && answer.status !== 501)
        result.unasked.push(`${next.init.method} ${next.path} → ${answer.status} ${answer.text}`.slice(0, 300));
      for (const [, id = ""] of answer.text.matchAll(/"id":"([\w-]+)"/g))
        if (ids.length < 1000) ids.push(id);
        else ids[random.next() % 1000] = id;
      // Without deletions the world only grows; a limit keeps the run about behaviour and not about size.
      if (sent % 20_000 === 0) mock.restore(empty);
    }
  };
  const empty = mock.snapshot();
  await Promise.all(Array.from({ length: connections }, worker));
  agent.destroy();
  const perSecond = Math.round(sent / ((performance.now() - started) / 1000));
  return {
    requests: sent,
    perSecond,
    unaskedFailures: result.unasked,
    injected: result.injected,
    breaches: findBreaches(mock),
    heapMegabytes: result.heap,
  };
}

function send(port: number, agent: Agent, { path, init }: RandomRequest): Promise<{ status: number; text: string }> {
  return new Promise((resolve) => {
    const failed = () => resolve({ status: 0, text: "" });
    const outgoing = httpRequest(
      {
        port,
        host: "127.0.0.1",
        agent,
        path,
        method: init.method,
        headers: {
          ...init.headers,
          ...(init.body !== undefined && { "content-length": Buffer.byteLength(init.body) }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", failed);
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      },
    );
    outgoing.on("error", failed);
    outgoing.end(init.body);
  });
}

function heapInUse(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return Math.round(process.memoryUsage().heapUsed / 1_048_576);
}
