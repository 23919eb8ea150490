import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { ApiError, ConnectionError, createClient, ParseError, TimeoutError } from "../src/index.ts";
import { createAuditLogEvent, createOrganization, getOrganization, updateOrganization } from "../src/operations.ts";

/** The full size is 10,000: `pnpm --filter @workos-kit/client faults`. */
const calls = Number(process.env.FAULT_CALLS ?? 1_000);
const workers = 40;

it(`ends every one of ${calls} calls over a bad line rightly or with a typed error, and applies no write twice`, async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => void unhandled.push(reason);
  process.on("unhandledRejection", note);
  const api = await badLine(11);
  const client = createClient({
    apiKey: "sk_test",
    baseUrl: api.baseUrl,
    timeoutMs: 250,
    world: { sleep: async () => {}, random: () => 0 },
  });
  const outcomes = new Map<string, number>();
  let next = 0;

  const work = async () => {
    for (let index = next++; index < calls; index = next++) {
      const outcome = await one(client, index).then(
        () => "right",
        (error: unknown) => nameOf(error),
      );
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));

  process.off("unhandledRejection", note);
  await api.close();
  console.log(Object.fromEntries(outcomes), `${api.requests()} requests, ${api.writes.size} writes`);
  expect([...outcomes.values()].reduce((sum, count) => sum + count, 0)).toBe(calls);
  expect([...outcomes.keys()].filter((name) => name === "untyped" || name === "wrong")).toEqual([]);
  expect([...api.writes.values()].filter((times) => times > 1)).toEqual([]);
  expect(unhandled).toEqual([]);
  expect(outcomes.get("right")).toBeGreaterThan(calls * 0.8);
}, 120_000);

async function one(client: ReturnType<typeof createClient>, index: number): Promise<void> {
  const id = `org_${index}`;
  if (index % 4 === 0) {
    const { data } = await client.GET("/organizations/{id}", { params: { path: { id } } }).then((result) => {
      if (!result.ok) throw result.error;
      return result;
    });
    if (data.id !== id) throw new Error("wrong");
  } else if (index % 4 === 1) {
    const made = await createOrganization(client, { name: id });
    if (made.name !== id) throw new Error("wrong");
  } else if (index % 4 === 2) {
    const event = {
      action: id,
      occurred_at: new Date(0),
      actor: { id, type: "user" },
      targets: [],
      context: { location: "x" },
    };
    await createAuditLogEvent(client, { organization_id: id, event });
  } else {
    await updateOrganization(client, { id, name: "x" });
    const found = await getOrganization(client, { id });
    if (found.id !== id) throw new Error("wrong");
  }
}

function nameOf(error: unknown): string {
  if (ApiError.isInstance(error)) return `ApiError ${error.status}`;
  if (ConnectionError.isInstance(error) || TimeoutError.isInstance(error) || ParseError.isInstance(error))
    return error.name;
  return error instanceof Error && error.message === "wrong" ? "wrong" : "untyped";
}

/** An API behind a line that drops, delays, truncates, garbles and turns away one request in eight. */
async function badLine(seed: number) {
  const writes = new Map<string, number>();
  const answersByKey = new Map<string, unknown>();
  let count = 0;
  let state = seed;
  const dice = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const apply = (request: IncomingMessage, body: string): unknown => {
    const id = request.url?.split("/").at(-1);
    if (request.method !== "POST") return { id };
    const { name, event } = JSON.parse(body);
    const key = request.headers["idempotency-key"];
    // The API keeps keys for audit log events only.
    if (event && typeof key === "string") {
      if (answersByKey.has(key)) return answersByKey.get(key);
      answersByKey.set(key, { success: true });
    }
    const what = name ?? event.action;
    writes.set(what, (writes.get(what) ?? 0) + 1);
    return event ? { success: true } : { id: "org_new", name };
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    count++;
    const fault = dice() < 0.125 ? Math.floor(dice() * 8) : -1;
    if (fault === 0) return request.socket.destroy();
    if (fault === 1) return response.writeHead(429, { "retry-after": "0" }).end('{"message":"Slow down."}');
    if (fault === 2) return response.writeHead(503).end("<html>busy</html>");
    const text = JSON.stringify(apply(request, body));
    if (fault === 3) return request.socket.destroy();
    if (fault === 4) return void setTimeout(() => response.end(text), 400).unref();
    if (fault === 5) {
      response.writeHead(200, { "content-length": text.length }).write(text.slice(0, 5));
      return void setImmediate(() => request.socket.destroy());
    }
    if (fault === 6) return response.writeHead(200).end(text.replace("{", "�"));
    if (fault === 7) return response.writeHead(502).end('{"message":"Lost."}');
    response.writeHead(200, { "content-type": "application/json" }).end(text);
  };
  const server = createServer((request, response) => void answer(request, response).catch(() => {}));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    writes,
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => count,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
