// The heap over 100,000 calls, after a full collection each time. Needs --expose-gc, as `pnpm bench` has it.
import { createClient } from "@workos-kit/client";
import { getOrganization, listOrganizations } from "@workos-kit/client/operations";
import { startServer } from "./_server.ts";
import { printTable } from "./_table.ts";

const calls = 100_000;
const { gc } = globalThis as { gc?: () => void };
if (gc === undefined) throw new Error("Run this with node --expose-gc.");

const server = await startServer();
const workos = createClient({ apiKey: "sk_test_bench", baseUrl: `http://127.0.0.1:${server.port}` });
const { signal } = new AbortController();

async function callMany(count: number): Promise<void> {
  // Ten at a time; a third of them with a signal that outlives them all, where a forgotten listener would show.
  const worker = async () => {
    for (let done = 0; done < count / 10; done += 3) {
      await listOrganizations(workos, { limit: 10 });
      await workos.GET("/organizations/{id}", { params: { path: { id: "org_1" } } });
      await getOrganization(workos, { id: "org_1" }, { signal });
    }
  };
  await Promise.all(Array.from({ length: 10 }, worker));
}

async function heapMegabytes(): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  // Finalizers run some time after a collection, and free what the next one finds: until nothing more goes.
  for (let idle = 0; idle < 5; idle++) {
    gc?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const { heapUsed } = process.memoryUsage();
    if (heapUsed < least * 0.995) idle = 0;
    least = Math.min(least, heapUsed);
  }
  return least / 2 ** 20;
}

await callMany(calls / 10);
const start = await heapMegabytes();
await callMany(calls / 2);
const middle = await heapMegabytes();
await callMany(calls / 2);
const end = await heapMegabytes();
server.stop();

printTable(`Heap over ${calls.toLocaleString("en")} calls (peer: the row above)`, "MB", [
  { what: "at the start, after a tenth more to warm up", ours: start },
  { what: "in the middle", ours: middle, peer: start, mostRatio: 1.05 },
  { what: "at the end", ours: end, peer: middle, mostRatio: 1.05 },
]);
console.log(`Left behind by one call: ${Math.round(((end - middle) * 2 ** 20) / (calls / 2))} bytes.`);
