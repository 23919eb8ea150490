import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { UndiciInstrumentation } from "@opentelemetry/instrumentation-undici";
import { createClient, isApiError } from "@workos-kit/client";
import { createOrganization, getOrganization, listOrganizations } from "@workos-kit/client/operations";
import { createMock } from "@workos-kit/testing";
import { type MockServer, serve } from "@workos-kit/testing/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Collected, collect } from "./collect.ts";
import { inSpan } from "./in-span.ts";
import { telemetryHooks } from "./telemetry-hooks.ts";
import { untracedFetch } from "./untraced-fetch.ts";

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

describe("a span of the application", () => {
  it("stands above all attempts of all calls that were made in it", async () => {
    const workos = connect();
    mock.faults.add({ kind: "rateLimit", operation: "listOrganizations", times: 1, retryAfterSeconds: 0 });

    await inSpan("sign up", async () => {
      const { data } = await listOrganizations(workos, { search: "Acme" });
      if (data.length === 0) await createOrganization(workos, { name: "Acme" });
    });

    const work = collected.spans.at(-1);
    expect([work?.name, work?.kind, work?.status.code]).toEqual(["sign up", SpanKind.INTERNAL, SpanStatusCode.UNSET]);
    const below = collected.spans.slice(0, -1);
    expect(below.map(({ name, attributes }) => [name, attributes["http.response.status_code"]])).toEqual([
      ["GET /organizations", 429],
      ["GET /organizations", 200],
      ["POST /organizations", 201],
    ]);
    const parents = below.map(({ parentSpanContext }) => parentSpanContext?.spanId);
    expect(new Set(parents)).toEqual(new Set([work?.spanContext().spanId]));
  });

  it("fails by the code of the API's error, without its words", async () => {
    const workos = connect();
    await createOrganization(workos, { name: "Acme", external_id: "ada@acme.test" });

    const twin = inSpan("sign up", () => createOrganization(workos, { name: "Twin", external_id: "ada@acme.test" }));

    await expect(twin).rejects.toSatisfy((error) => isApiError(error, "external_id_already_used"));
    const { attributes, status, events } = collected.spans.at(-1) ?? {};
    expect([attributes, status, events]).toEqual([
      { "error.type": "external_id_already_used" },
      { code: SpanStatusCode.ERROR },
      [],
    ]);
  });
});

describe("beside an instrumentation of fetch", () => {
  let instrumentation: UndiciInstrumentation;
  beforeEach(() => {
    instrumentation = new UndiciInstrumentation();
  });
  afterEach(() => instrumentation.disable());

  it("an attempt is one span, and says one place in the trace", async () => {
    const workos = connect({ fetch: untracedFetch });

    await getOrganization(workos, { id: "org_1" }).catch(() => {});

    const [call] = collected.spans;
    const { traceId, spanId } = call?.spanContext() ?? {};
    expect(collected.spans).toHaveLength(1);
    expect(mock.requests.all[0]?.headers.traceparent).toBe(`00-${traceId}-${spanId}-01`);
  });

  it("it would be two spans and two places without `untracedFetch`", async () => {
    await getOrganization(connect(), { id: "org_1" }).catch(() => {});

    expect(collected.spans).toHaveLength(2);
    expect(mock.requests.all[0]?.headers.traceparent).toMatch(/^00-\S+-01, 00-\S+-01$/);
  });

  it("everything else that is fetched keeps its span", async () => {
    await fetch(`${server.url}/organizations`);

    expect(collected.spans.map(({ instrumentationScope }) => instrumentationScope.name)).toEqual([
      "@opentelemetry/instrumentation-undici",
    ]);
  });
});
