import { flattenInput, type Operation, operationsOf, readBundle } from "@workos-kit/codegen";
import { describe, expect, it } from "vitest";
import { traitsOf } from "../scripts/print/traits-of.ts";
import { createClient } from "../src/client.ts";
import * as operations from "../src/operations.ts";
import { json, type Recorded, recorder } from "./recorder.ts";
import { sampleOf } from "./sample.ts";

const bundle = await readBundle(new URL("../../../openapi/dist/openapi.json", import.meta.url));
const all = operationsOf(bundle);
const functions = operations as unknown as Record<string, (...args: unknown[]) => PromiseLike<unknown>>;

describe("every operation of the spec", () => {
  it("has one function, and no function lacks its operation", () => {
    expect(Object.keys(functions).sort()).toEqual(all.map((each) => each.id).sort());
  });

  it.each(all.map((each) => [each.id, each] as const))(
    "%s is sent as the spec says, by function and by path",
    async (_, operation) => {
      const sample = sampleFor(operation);
      const token = traitsOf(bundle, operation).auth === "token";

      const byFunction = await record(operation, (client) => {
        const input = {
          ...sample.path,
          ...sample.query,
          ...sample.body,
          ...(token ? { access_token: "user_token" } : {}),
        };
        return functions[operation.id]?.(client, ...(Object.keys(input).length > 0 ? [input] : []));
      });
      const byPath = await record(operation, (client) => {
        const call = client[operation.method.toUpperCase() as "GET"] as unknown as (typeof functions)[string];
        const params = { path: sample.path, query: sample.query };
        return call(operation.path, { params, body: sample.body, ...(token ? { accessToken: "user_token" } : {}) });
      });

      expectToFit(operation, sample, byFunction);
      expect(describeRequest(byPath)).toEqual(describeRequest(byFunction));
    },
  );
});

interface Sample {
  path: Record<string, string>;
  query: Record<string, unknown>;
  body: Record<string, unknown> | undefined;
}

function sampleFor(operation: Operation): Sample {
  const sample: Sample = { path: {}, query: {}, body: undefined };
  for (const field of flattenInput(bundle, operation)) {
    if (field.in === "path") sample.path[field.name] = `${field.name}_1`;
    if (field.in === "query") sample.query[field.name] = sampleOf(bundle, field.schema);
  }
  const { body } = operation;
  if (body !== undefined) {
    const example = Object.values(body.examples)[0]?.value;
    sample.body = (example ?? sampleOf(bundle, body.schema)) as Record<string, unknown>;
  }
  return sample;
}

async function record(
  operation: Operation,
  call: (client: ReturnType<typeof createClient>) => PromiseLike<unknown> | undefined,
) {
  const isRedirect = operation.answers.some((each) => each.status === 302);
  const reply = isRedirect
    ? new Response(null, { status: 302, headers: { location: "https://next.test" } })
    : json({ data: [], list_metadata: {} });
  const { fetch, requests } = recorder(reply);
  await call(createClient({ apiKey: "sk_test_1", clientId: "client_1", fetch }));
  expect(requests).toHaveLength(1);
  return requests[0] as Recorded;
}

function expectToFit(operation: Operation, sample: Sample, request: Recorded): void {
  const traits = traitsOf(bundle, operation);
  expect(request.method).toBe(operation.method.toUpperCase());
  expect(request.url.origin).toBe(traits.server ?? "https://api.workos.com");
  expect(request.url.pathname).toBe(operation.path.replace(/\{(\w+)\}/g, "$1_1"));

  const written = Object.fromEntries(new URLSearchParams(request.url.search));
  for (const [name, value] of Object.entries(sample.query)) {
    const parameter = operation.parameters.find((each) => each.in === "query" && each.name === name);
    if (Array.isArray(value)) {
      expect([parameter?.explode, written[name]]).toEqual([false, value.join(",")]);
    } else if (typeof value === "object" && value !== null) {
      for (const [key, each] of Object.entries(value)) expect(written[`${name}[${key}]`]).toBe(String(each));
    } else expect(written[name]).toBe(String(value));
  }

  expect(request.headers.get("authorization")).toBe(
    traits.auth === "none" || traits.fill ? null : traits.auth === "token" ? "Bearer user_token" : "Bearer sk_test_1",
  );
  expect(request.headers.has("idempotency-key")).toBe(traits.key === true);
  expect(request.headers.get("content-type")).toBe(operation.body === undefined ? null : operation.body.contentType);
  if (operation.body === undefined) expect(request.body).toBeUndefined();
  else if (traits.write === undefined) expect(JSON.parse(request.body ?? "")).toMatchObject({ ...sample.body });
  else
    expect(Object.keys(Object.fromEntries(new URLSearchParams(request.body)))).toEqual(Object.keys(sample.body ?? {}));
}

function describeRequest({ method, url, headers, body }: Recorded) {
  const kept = [...headers].filter(([name]) => name !== "idempotency-key");
  const query = [...url.searchParams].sort();
  return {
    method,
    path: url.origin + url.pathname,
    query,
    headers: kept,
    body: body?.startsWith("{") ? JSON.parse(body) : body,
  };
}
