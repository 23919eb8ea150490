import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, vi } from "vitest";
import { webhookEndpoints } from "../behaviours/webhook-endpoints/table.ts";
import { createMock } from "../mock.ts";
import type { DeliveryOptions } from "./deliveries.ts";

const hook = { endpoint_url: "https://app.test/hooks", events: ["organization.created"] } as const;

/** A mock with one endpoint, and the first event on its way to it. */
function withDelivery(webhooks: DeliveryOptions, endpoint_url: string = hook.endpoint_url) {
  const mock = createMock({ seed: 1, webhooks, data: { webhookEndpoints: { ...hook, endpoint_url } } });
  mock.dashboard.organizations.create({ name: "Acme" });
  return mock;
}

/** The only attempt there was. */
async function attemptOf(mock: ReturnType<typeof createMock>) {
  await mock.webhooks.settled();
  const [delivery] = mock.webhooks.deliveries;
  expect(delivery?.attempts).toHaveLength(1);
  return delivery?.attempts[0];
}

describe("an attempt that fails says why", () => {
  it.each<[string, unknown, string]>([
    ["nobody answers", () => new Promise(() => {}), "There was no answer within 30 ms."],
    ["the answer never ends", async () => new Response(new ReadableStream()), "There was no answer within 30 ms."],
    ["nothing is given back", async () => undefined, "What sends the webhooks gave no Response."],
    ["a plain object is given back", async () => ({ status: 200 }), "What sends the webhooks gave no Response."],
    ["it throws", () => Promise.reject(new Error("boom")), "boom"],
  ])("when %s", async (_, send, error) => {
    const mock = withDelivery({ send: send as never, timeoutMs: 30, schedule: "none" });

    expect(await attemptOf(mock)).toMatchObject({ error });
    expect(mock.webhooks.deliveries).toMatchObject([{ state: "failed" }]);
  });

  it("when nobody listens at the address", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));

    const attempt = await attemptOf(withDelivery({}, `http://127.0.0.1:${port}/hooks`));

    expect(attempt?.error).toContain("ECONNREFUSED");
  });

  it("when a state was imported whose secret is empty", async () => {
    const mock = withDelivery({ send: async () => new Response() });
    await mock.webhooks.settled();
    const state = mock.export();
    const endpoints = (state.tables.webhook_endpoints ?? []).map((row) => ({ ...row, secret: "" }));
    mock.import({ ...state, tables: { ...state.tables, webhook_endpoints: endpoints, webhook_deliveries: [] } });

    mock.dashboard.organizations.create({ name: "Blue" });

    expect((await attemptOf(mock))?.error).toContain("missing_secret");
  });

  it("while a test fakes the timers", async () => {
    const mock = withDelivery({ send: () => new Promise(() => {}), timeoutMs: 30 });
    vi.useFakeTimers();

    expect(await attemptOf(mock)).toMatchObject({ error: "There was no answer within 30 ms." });
    vi.useRealTimers();
  });
});

it("reads no more of an answer than it keeps", async () => {
  let asked = 0;
  const body = new ReadableStream({
    pull(controller) {
      asked++;
      controller.enqueue(new TextEncoder().encode("x".repeat(1000)));
    },
  });
  const attempt = await attemptOf(withDelivery({ send: async () => new Response(body) }));

  expect(attempt).toMatchObject({ status: 200, answer: "x".repeat(2000) });
  expect(asked).toBeLessThan(10);
});

describe("options that cannot be are refused when the mock is made:", () => {
  it.each([
    [{ schedule: "nope" }, 'no schedule "nope". Known: production, twelve, staging, none'],
    [{ schedule: { retries: 2 } }, "A schedule wants retries, firstDelayMs and factor"],
    [{ send: "here" }, "`webhooks.send` must be a function"],
    [{ timeoutMs: -1 }, "`webhooks.timeoutMs` must be a number above 0"],
    [{ duplicates: 2 }, "a probability from 0 to 1"],
    [{ retries: 2 }, 'has no "retries"'],
  ])("%j", (webhooks, reason) => {
    expect(() => createMock({ webhooks: webhooks as never })).toThrow(reason);
  });
});

it("does not take an answer from before a reset for one to what came after it", async () => {
  const answers: ((response: Response) => void)[] = [];
  const mock = withDelivery({ send: () => new Promise((resolve) => answers.push(resolve)), schedule: "none" });
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  const [before] = mock.webhooks.deliveries;

  mock.reset();
  mock.dashboard.organizations.create({ name: "Acme" });
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answers[0]?.(new Response("old", { status: 500 }));
  answers[1]?.(new Response("new"));
  await mock.webhooks.settled();

  // With a seed the same ids come again.
  expect(mock.webhooks.deliveries).toMatchObject([
    { id: before?.id, state: "delivered", attempts: [{ status: 200, answer: "new" }] },
  ]);
});

describe("a delivery that is sent again by hand", () => {
  it("is not tried again once it has arrived", async () => {
    const statuses = [500, 200, 200];
    const mock = withDelivery({ send: async () => new Response(null, { status: statuses.shift() ?? 200 }) });
    await mock.webhooks.settled();

    const { state } = await mock.webhooks.resend(mock.webhooks.deliveries[0]?.id ?? "");
    await mock.clock.advance({ days: 3 });

    expect(state).toBe("delivered");
    expect(statuses).toEqual([200]);
  });

  it("keeps its retries as they are when that fails too", async () => {
    const mock = withDelivery({ send: async () => new Response(null, { status: 500 }), schedule: "staging" });
    await mock.webhooks.settled();
    const [before] = mock.webhooks.deliveries;

    const after = await mock.webhooks.resend(before?.id ?? "");
    await mock.clock.advance({ seconds: 5 });

    expect(after).toMatchObject({ state: "pending", next_attempt_at: before?.next_attempt_at });
    expect(mock.webhooks.deliveries[0]?.attempts).toHaveLength(3);
  });

  it("says so when its endpoint is gone", async () => {
    const mock = withDelivery({ send: async () => new Response() });
    await mock.webhooks.settled();
    const [delivery] = mock.webhooks.deliveries;
    mock.world.remove(webhookEndpoints, delivery?.endpoint_id ?? "");

    await expect(mock.webhooks.resend(delivery?.id ?? "")).rejects.toThrow("gone or disabled");
  });
});
