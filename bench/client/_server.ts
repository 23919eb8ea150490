import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";

/** Answers every request with the same list of ten organizations, 5 KB, from a process of its own: its work is not counted. */
export async function startServer(): Promise<{ port: number; stop(): void }> {
  const child = fork(fileURLToPath(import.meta.url), { execArgv: [] });
  const [port] = await once(child, "message");
  return { port: Number(port), stop: () => child.kill() };
}

function listOfTen(): string {
  const data = Array.from({ length: 10 }, (_, index) => ({
    object: "organization",
    id: `org_01EHWNCE74X7JSDV0X3SZ3KJN${index}`,
    name: `Organization number ${index}`,
    external_id: `external_${index}`,
    allow_profiles_outside_organization: false,
    domains: [0, 1].map((each) => ({
      object: "organization_domain",
      id: `org_domain_01EHZNVPK2QXHMVWCEDQEKY6${each}${index}`,
      domain: `domain-${each}-of-${index}.test`,
      state: "verified",
    })),
    metadata: { tier: "diamond", region: "eu" },
    created_at: "2026-01-01T00:00:00.000Z",
    updated_at: "2026-01-01T00:00:00.000Z",
  }));
  return JSON.stringify({ object: "list", data, list_metadata: { before: null, after: data.at(-1)?.id } });
}

if (process.send !== undefined) {
  const body = listOfTen();
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(body),
    "x-request-id": "req_01",
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    request.resume();
    response.writeHead(200, headers).end(body);
  });
  server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
  process.on("disconnect", () => process.exit());
}
