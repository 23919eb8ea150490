import { describe, expect, it } from "vitest";
import { itIsAWebhookEndpoint, type Send, secret } from "./endpoint-contract.ts";
import { worker } from "./workers.example.ts";

const kept: Promise<unknown>[] = [];
const context = { waitUntil: (promise: Promise<unknown>) => void kept.push(promise) };
const endpoints: Record<string, (request: Request) => Promise<Response>> = {
  Workers: (request) => worker.fetch(request, { WORKOS_WEBHOOK_SECRET: secret }, context),
};

describe.each(Object.entries(endpoints))("%s", (_name, receive) => {
  const send: Send = async (body, headers, method = "POST") => {
    const content = method === "GET" ? {} : { body: typeof body === "string" ? body : body.slice() };
    const response = await receive(new Request("http://localhost/webhooks", { method, headers, ...content }));
    return { status: response.status, body: await response.json() };
  };

  itIsAWebhookEndpoint(send);
});

describe("Workers", () => {
  it("is kept alive for its handlers", () => {
    expect(kept.length).toBeGreaterThan(0);
  });
});
