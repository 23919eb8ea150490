import { Agent, createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { createMock } from "@workos-kit/testing";
import { serve } from "@workos-kit/testing/server";
import { median } from "../_interleave.ts";
import { note } from "./_report.ts";

const connections = 10;
const requestsPerRound = 6000;

interface Target {
  readonly url: URL;
  readonly key: string;
  readonly id: string;
}

interface Rate {
  readonly perSecond: number;
  /** Processor time of one request, client and server together. */
  readonly cpuMicros: number;
}

/** What a keep-alive server does for ten connections. */
async function rate({ url, key, id }: Target, method: "GET" | "POST"): Promise<Rate> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const body = method === "POST" ? '{"name":"Acme"}' : "";
  const options = {
    host: url.hostname,
    port: url.port,
    agent,
    method,
    path: method === "POST" ? "/organizations" : `/organizations/${id}`,
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      "content-length": body.length,
    },
  };
  let left = requestsPerRound;
  const [started, before] = [performance.now(), process.cpuUsage()];
  const worker = async () => {
    while (left-- > 0)
      await new Promise<void>((resolve, reject) => {
        const outgoing = httpRequest(options, (response) => response.resume().on("end", resolve));
        outgoing.on("error", reject).end(body);
      });
  };
  await Promise.all(Array.from({ length: connections }, worker));
  agent.destroy();
  const { user, system } = process.cpuUsage(before);
  return {
    perSecond: requestsPerRound / ((performance.now() - started) / 1000),
    cpuMicros: (user + system) / requestsPerRound,
  };
}

/** The mock's server against bare node:http, and against a peer where `PEER_URL` names a running one. */
export async function measureOverHttp(): Promise<void> {
  console.log("\nOver HTTP, ten connections");
  const answer = JSON.stringify({ object: "organization", id: "org_1", name: "Acme", domains: [], metadata: {} });
  const bare = createServer(async (request, response) => {
    let size = 0;
    for await (const chunk of request) size += chunk.length;
    response.writeHead(200, { "content-type": "application/json", "x-size": size }).end(answer);
  });
  await new Promise<void>((resolve) => bare.listen(0, "127.0.0.1", resolve));
  const { port } = bare.address() as AddressInfo;
  await using server = await serve(createMock({ data: { organizations: [{ id: "org_1", name: "Acme" }] } }));
  const own = { key: "sk_test_default", id: "org_1" };
  const targets: Record<string, Target> = {
    bare: { ...own, url: new URL(`http://127.0.0.1:${port}`) },
    mock: { ...own, url: new URL(server.url) },
    ...(await peer()),
  };
  for (const [method, goals] of [
    ["GET", { bare: 0.6, peer: 2 }],
    ["POST", { bare: 0.5, peer: 3 }],
  ] as const) {
    const rates: Record<string, Rate[]> = Object.fromEntries(Object.keys(targets).map((name) => [name, []]));
    for (let round = 0; round < 7; round++)
      // Interleaved, so that a busy moment hits all.
      for (const [name, target] of Object.entries(targets)) rates[name]?.push(await rate(target, method));
    for (const [name, samples] of Object.entries(rates))
      note(`${method}, ${name}`, median(samples.map(({ perSecond }) => perSecond)), "/s");
    const share = (name: string, ratio: (other: Rate, own: Rate) => number) =>
      median((rates[name] ?? []).map((other, round) => ratio(other, rates.mock?.[round] ?? other)));
    const byCpu = share("bare", (bare, own) => bare.cpuMicros / own.cpuMicros);
    // Both run in this process, so processor time compares them, whatever else the machine does.
    note("  mock against bare, by processor time", byCpu, "×", { least: goals.bare });
    if (targets.peer)
      note(
        "  mock against peer",
        share("peer", (peer, own) => own.perSecond / peer.perSecond),
        "×",
        {
          least: goals.peer,
        },
      );
  }
  bare.close();
  if (!targets.peer) tellAboutPeer();
}

/** A running peer, such as the vendor's emulator: `PEER_URL=http://127.0.0.1:4100 PEER_KEY=sk_test_default`. */
async function peer(): Promise<{ peer: Target } | undefined> {
  const { PEER_URL: address, PEER_KEY: key = "sk_test_default" } = process.env;
  if (!address) return undefined;
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const made = await fetch(`${address}/organizations`, { method: "POST", headers, body: '{"name":"Acme"}' });
  const { id } = (await made.json()) as { id: string };
  return { peer: { url: new URL(address), key, id } };
}

function tellAboutPeer(): void {
  console.log(`
  The vendor's emulator (@workos/emulate) is not in this run: the npm registry did not have it (asked on
  2026-11-21). Start one yourself and name it with PEER_URL and PEER_KEY. Measured earlier, on another day and not in
  this run, on its source of August 2026: start-up 330 to 520 ms, 80 MB idle, GET by id 4,500 to 5,000 a second, POST
  2,400 to 3,200, a list page at 50,000 rows about 100 a second, where bare node:http did 12,000 to 20,000.`);
}
