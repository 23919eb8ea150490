import { SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { createClient } from "@workos-kit/client";
import { createOrganization, getOrganization } from "@workos-kit/client/operations";
import { createMock } from "@workos-kit/testing";
import { type MockServer, serve } from "@workos-kit/testing/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Collected, collect } from "./collect.ts";
import { telemetryHooks } from "./telemetry-hooks.ts";

const mock = createMock();
let server: MockServer;
let collected: Collected;

beforeEach(async () => {
  server = await serve(mock);
  collected = collect();
});
afterEach(async () => {
  await collected.stop();
  await server.close();
  mock.reset();
});

const connect = (options = {}) =>
  createClient({ apiKey: mock.apiKey, baseUrl: server.url, hooks: telemetryHooks(), retries: 1, ...options });
const received = (operation: string) => mock.requests.of(operation).map(({ headers }) => headers.traceparent);
const caught = (error: unknown) => error;

describe("a span per attempt", () => {
  it("has the attributes of an HTTP client", async () => {
    await createOrganization(connect(), { name: "Acme" });

    const [span] = collected.spans;
    expect([span?.name, span?.kind, span?.status.code]).toEqual([
      "POST /organizations",
      SpanKind.CLIENT,
      SpanStatusCode.UNSET,
    ]);
    expect(span?.attributes).toEqual({
      "http.request.method": "POST",
      "server.address": "127.0.0.1",
      "server.port": server.port,
      "url.template": "/organizations",
      "url.full": `${server.url}/organizations`,
      "http.response.status_code": 201,
      "http.response.header.x-request-id": [expect.stringMatching(/^req/)],
    });
  });

  it("carries neither secrets nor values: only the template of a path", async () => {
    const { id } = await createOrganization(connect(), { name: "Acme", external_id: "customer-1" });
    await getOrganization(connect(), { id });

    const recorded = JSON.stringify(collected.spans.map(({ name, attributes, events }) => [name, attributes, events]));
    for (const value of [mock.apiKey, id, "Acme", "customer-1"]) expect(recorded).not.toContain(value);
    expect(recorded).toContain("/organizations/{id}");
    expect(collected.spans[1]?.attributes["url.full"]).toBe(`${server.url}/organizations/REDACTED`);
  });

  it("counts what is sent again", async () => {
    const workos = connect();
    const { id } = await createOrganization(workos, { name: "Acme" });
    mock.faults.add({ kind: "rateLimit", operation: "getOrganization", times: 1, retryAfterSeconds: 0 });

    await getOrganization(workos, { id });

    const attempts = collected.spans.slice(1).map(({ attributes, status }) => ({
      status: attributes["http.response.status_code"],
      resent: attributes["http.request.resend_count"],
      type: attributes["error.type"],
      isError: status.code === SpanStatusCode.ERROR,
    }));
    expect(attempts).toEqual([
      { status: 429, resent: undefined, type: "429", isError: true },
      { status: 200, resent: 1, type: undefined, isError: false },
    ]);
  });

  it.each([
    ["TimeoutError", { kind: "latency", ms: 1_000 }, 100],
    ["UND_ERR_SOCKET", { kind: "drop" }, 60_000],
    ["ParseError", { kind: "garbled" }, 60_000],
  ] as const)("names a failure without an answer: %s", async (type, fault, timeoutMs) => {
    mock.faults.add({ ...fault });

    await createOrganization(connect({ retries: 0, timeoutMs }), { name: "Acme" }).catch(caught);

    const [span] = collected.spans;
    expect([span?.attributes["error.type"], span?.status]).toEqual([type, { code: SpanStatusCode.ERROR }]);
    expect(span?.attributes).not.toHaveProperty("http.response.status_code");
  });

  it("keeps the reason of an abort to itself", async () => {
    mock.faults.add({ kind: "latency", ms: 300 });
    const controller = new AbortController();
    const call = getOrganization(connect(), { id: "org_1" }, { signal: controller.signal }).catch(caught);

    controller.abort(new Error("secret reason"));
    await call;

    expect(collected.spans.map(({ attributes }) => attributes["error.type"])).toEqual(["_OTHER"]);
  });
});

describe("the context", () => {
  it("goes from the caller's span into the request", async () => {
    const parent = await trace.getTracer("app").startActiveSpan("sign up", async (span) => {
      await createOrganization(connect(), { name: "Acme" });
      span.end();
      return span.spanContext();
    });

    const [call] = collected.spans;
    const { traceId, spanId } = call?.spanContext() ?? {};
    expect([traceId, call?.parentSpanContext?.spanId]).toEqual([parent.traceId, parent.spanId]);
    expect(received("createOrganization")).toEqual([`00-${traceId}-${spanId}-01`]);
  });

  it("does not mix calls that run at the same time", async () => {
    const workos = connect({ retries: 0 });
    const { id } = await createOrganization(workos, { name: "Acme" });

    await Promise.all([id, "org_none", id].map((each) => getOrganization(workos, { id: each }).catch(caught)));

    const told = mock.requests.of("getOrganization").map((each) => `${each.headers.traceparent} ${each.status}`);
    const spans = collected.spans.slice(1).map((span) => {
      const { traceId, spanId } = span.spanContext();
      return `00-${traceId}-${spanId}-01 ${span.attributes["http.response.status_code"]}`;
    });
    expect(spans.sort()).toEqual([...told].sort());
    expect(new Set(spans).size).toBe(3);
  });
});

it("measures the duration of requests by the same attributes", async () => {
  const workos = connect({ retries: 0 });
  const { id } = await createOrganization(workos, { name: "Acme" });
  for (const each of [id, id, "org_none"]) await getOrganization(workos, { id: each }).catch(caught);

  const series = await collected.histogram("http.client.request.duration");

  expect(
    series.map(({ count, attributes }) => [
      count,
      attributes["url.template"],
      attributes["http.response.status_code"],
      attributes["error.type"],
    ]),
  ).toEqual([
    [1, "/organizations", 201, undefined],
    [2, "/organizations/{id}", 200, undefined],
    [1, "/organizations/{id}", 404, "404"],
  ]);
});
