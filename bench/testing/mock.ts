import { Agent, createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { createMock } from "@workos-kit/testing";
import { workosHandlers } from "@workos-kit/testing/msw";
import { serve } from "@workos-kit/testing/server";
import { getResponse, HttpResponse, http } from "msw";

// Prints what a request costs through each door, and ratios against the bare thing in the same run. Usage: node testing/mock.ts

const headers = { authorization: "Bearer sk_test_default", "content-type": "application/json" };
const base = "https://api.workos.com";

/** Microseconds of one call, the median of several rounds. */
async function cost(rounds: number, calls: number, run: (index: number) => unknown): Promise<number> {
  const samples: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const started = performance.now();
    for (let index = 0; index < calls; index++) await run(index);
    // The first round warms up.
    if (round > 0) samples.push(((performance.now() - started) * 1000) / calls);
  }
  return samples.sort((a, b) => a - b)[Math.floor(samples.length / 2)] ?? 0;
}

const report: [string, string][] = [];
const note = (what: string, value: number, unit: string) =>
  report.push([what, `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`]);

note("createMock", (await cost(5, 20, () => createMock())) / 1000, "ms");

const mock = createMock();
const { id } = mock.dashboard.organizations.create({ name: "Acme" });
const get = () => mock.fetch(`${base}/organizations/${id}`, { headers });
const post = (index: number) =>
  mock.fetch(`${base}/organizations`, {
    method: "POST",
    headers,
    body: JSON.stringify({ name: `Organization ${index}` }),
  });
note("mock.fetch, get by id", await cost(5, 4000, get), "µs");
note("mock.fetch, create, with validation", await cost(5, 2000, post), "µs");
mock.reset();
note("reset after 1,000 rows", await resetCost(), "ms");

const one = [http.all(`${base}/*`, () => HttpResponse.json({ id: "org_1", name: "Acme" }))];
const all = workosHandlers(createMock({ data: { organizations: [{ id: "org_1", name: "Acme" }] } }));
const through = (handlers: typeof one) =>
  getResponse(handlers, new Request(`${base}/organizations/org_1`, { headers }));
const [bareHandler, allHandlers] = [await cost(5, 2000, () => through(one)), await cost(5, 2000, () => through(all))];
note("MSW, one bare handler", bareHandler, "µs");
note("MSW, every operation", allHandlers, "µs");

await overHttp();
await atSizes();

const width = Math.max(...report.map(([what]) => what.length));
for (const [what, value] of report) console.log(`${what.padEnd(width)}  ${value}`);

async function resetCost(): Promise<number> {
  const samples: number[] = [];
  for (let round = 0; round < 5; round++) {
    for (let index = 0; index < 1000; index++) mock.dashboard.organizations.create({ name: "Acme" });
    const started = performance.now();
    mock.reset();
    samples.push(performance.now() - started);
  }
  return Math.min(...samples);
}

/** Requests a second of a keep-alive server, from ten connections. */
async function rate(port: number, options: { method: string; path: string; body?: string }): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 10 });
  let left = 8000;
  const started = performance.now();
  const worker = async () => {
    while (left-- > 0)
      await new Promise<void>((resolve, reject) => {
        const outgoing = httpRequest(
          {
            port,
            host: "127.0.0.1",
            agent,
            method: options.method,
            path: options.path,
            headers: { ...headers, "content-length": options.body?.length ?? 0 },
          },
          (response) => {
            response.resume();
            response.on("end", resolve);
          },
        );
        outgoing.on("error", reject);
        outgoing.end(options.body);
      });
  };
  await Promise.all(Array.from({ length: 10 }, worker));
  agent.destroy();
  return 8000 / ((performance.now() - started) / 1000);
}

async function overHttp(): Promise<void> {
  const answer = JSON.stringify({ object: "organization", id: "org_1", name: "Acme", domains: [], metadata: {} });
  const bare = createServer(async (request, response) => {
    let size = 0;
    for await (const chunk of request) size += chunk.length;
    response.writeHead(200, { "content-type": "application/json", "x-size": size }).end(answer);
  });
  await new Promise<void>((resolve) => bare.listen(0, "127.0.0.1", resolve));
  const barePort = (bare.address() as AddressInfo).port;
  const served = createMock({ data: { organizations: [{ id: "org_1", name: "Acme" }] } });
  await using server = await serve(served);
  const ask = { method: "GET", path: "/organizations/org_1" };
  const make = { method: "POST", path: "/organizations", body: '{"name":"Acme"}' };
  const figures = { bareGet: 0, mockGet: 0, barePost: 0, mockPost: 0 };
  for (let round = 0; round < 3; round++) {
    // Interleaved, so that a busy moment hits both.
    figures.bareGet = Math.max(figures.bareGet, await rate(barePort, ask));
    figures.mockGet = Math.max(figures.mockGet, await rate(server.port, ask));
    figures.barePost = Math.max(figures.barePost, await rate(barePort, make));
    figures.mockPost = Math.max(figures.mockPost, await rate(server.port, make));
  }
  bare.close();
  note("server, get by id", figures.mockGet, "/s");
  note("  share of bare node:http", figures.mockGet / figures.bareGet, "(target 0.6)");
  note("server, create", figures.mockPost, "/s");
  note("  share of bare node:http", figures.mockPost / figures.barePost, "(target 0.5)");
}

async function atSizes(): Promise<void> {
  const sizes = [1_000, 100_000, 1_000_000];
  for (const size of sizes) {
    const big = createMock({ journalLimit: 10 });
    const before = process.memoryUsage().heapUsed;
    const rows = Array.from({ length: size }, (_, index) => ({
      object: "organization",
      id: `org_${String(index).padStart(8, "0")}`,
      name: `Organization ${index}`,
      metadata: {},
      external_id: null,
      created_at: "2026-01-01T00:00:00.000Z",
      updated_at: "2026-01-01T00:00:00.000Z",
    }));
    big.import({ version: 1, tables: { organizations: rows }, cells: {} });
    const middle = `org_${String(size / 2).padStart(8, "0")}`;
    (globalThis as { gc?: () => void }).gc?.();
    const name = size.toLocaleString("en");
    note(
      `${name} rows: list page in the middle`,
      await cost(5, 1500, () => big.fetch(`${base}/organizations?after=${middle}`, { headers })),
      "µs",
    );
    note(
      `${name} rows: get by id`,
      await cost(5, 1500, () => big.fetch(`${base}/organizations/${middle}`, { headers })),
      "µs",
    );
    note(`${name} rows: memory per row`, (process.memoryUsage().heapUsed - before) / size, "bytes");
  }
}
