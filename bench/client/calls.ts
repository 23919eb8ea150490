// Processor time of one call, as a multiple of what bare fetch takes in the same run: a list of 5 KB over one kept-alive
// connection. BENCH_ROUNDS=301 gives steadier figures on a busy machine.
import { WorkOS } from "@workos-inc/node";
import { createClient } from "@workos-kit/client";
import { getOrganization, listOrganizations } from "@workos-kit/client/operations";
import type { paths } from "@workos-kit/client/types";
import createFetchClient from "openapi-fetch";
import { interleave } from "../_interleave.ts";
import { startServer } from "./_server.ts";
import { printTable } from "./_table.ts";

const server = await startServer();
const baseUrl = `http://127.0.0.1:${server.port}`;
const headers = { authorization: "Bearer sk_test_bench" };
const url = `${baseUrl}/organizations?limit=10`;

const workos = createClient({ apiKey: "sk_test_bench", baseUrl });
const bareClient = createFetchClient<paths>({ baseUrl, headers });
const vendor = new WorkOS("sk_test_bench", { apiHostname: "127.0.0.1", port: server.port, https: false });

// Rounds are short and many: the machine's load changes from one second to the next, and code that rests is forgotten.
const results = await interleave(
  {
    "bare fetch": async () => (await fetch(url, { headers })).json(),
    "by function, a list": () => listOrganizations(workos, { limit: 10 }).then((page) => page),
    "by function, an object": () => getOrganization(workos, { id: "org_01" }),
    "by path": () => workos.GET("/organizations", { params: { query: { limit: 10 } } }),
    "@workos-inc/node": () => vendor.organizations.listOrganizations({ limit: 10 }),
    "openapi-fetch": () => bareClient.GET("/organizations", { params: { query: { limit: 10 } } }),
    "bare fetch with a time-out": async () =>
      (await fetch(url, { headers, signal: AbortSignal.timeout(60_000) })).json(),
  },
  { roundMs: 20, rounds: Number(process.env.BENCH_ROUNDS ?? 151) },
);
server.stop();

const cost = (name: string) => 1 / (results.find((each) => each.name === name)?.ratio ?? Number.NaN);
const peer = cost("@workos-inc/node");
printTable(`CPU of one call on Node ${process.versions.node}, in bare fetches (peer: @workos-inc/node)`, "x", [
  { what: "by function, a list of 5 KB", ours: cost("by function, a list"), peer, most: 1.25, mostRatio: 1 },
  { what: "by function, one object", ours: cost("by function, an object"), peer, most: 1.25, mostRatio: 1 },
  { what: "by path, a list of 5 KB", ours: cost("by path"), peer, most: 1.25, mostRatio: 1 },
  { what: "(openapi-fetch, which has no time-out)", ours: cost("openapi-fetch"), peer },
  { what: "(bare fetch with AbortSignal.timeout)", ours: cost("bare fetch with a time-out"), peer },
]);
console.log(`Bare fetch takes ${results[0]?.cpuMicros.toFixed(1)} µs.`);
