import { type Operation, operationsOf, readBundle } from "@workos-kit/codegen";
import createFetchClient from "openapi-fetch";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PrintedTraits, traitsOf } from "../scripts/print/traits-of.ts";
import { type Client, createClient } from "../src/client.ts";
import * as operations from "../src/operations.ts";
import { WorkOS } from "../src/sdk.ts";
import type { paths } from "../src/types.ts";
import { recorder } from "./recorder.ts";
import { type OperationSample, sampleOfOperation } from "./sample.ts";
import { type OnTheWire, openWireServer, type WireServer } from "./wire-server.ts";

const bundle = await readBundle(new URL("../../../openapi/dist/openapi.json", import.meta.url));
const all = operationsOf(bundle);
type AnyCall = (...args: unknown[]) => PromiseLike<unknown>;
const functions = operations as unknown as Record<string, AnyCall>;
const each = all.map((operation) => [operation.id, operation] as const);

let server: WireServer;
let client: Client;
let facade: Record<string, AnyCall>;
beforeAll(async () => {
  server = await openWireServer();
  const options = { apiKey: "sk_test_1", clientId: "client_1", baseUrl: server.url };
  client = createClient(options);
  const { client: _, ...resources } = new WorkOS(options);
  facade = Object.assign({}, ...Object.values(resources));
});
afterAll(async () => server[Symbol.asyncDispose]());

describe("every operation of the spec", () => {
  it("has one function and one method of the facade, and neither lacks its operation", () => {
    expect(Object.keys(functions).sort()).toEqual(all.map(({ id }) => id).sort());
    expect(Object.keys(facade).sort()).toEqual(all.map(({ id }) => id).sort());
  });

  it.each(each)("%s is sent over HTTP as the spec says, by function, facade and path", async (_, operation) => {
    const sample = sampleOfOperation(bundle, operation);
    const traits = traitsOf(bundle, operation);

    const byFunction = await sent(callFunction(operation, sample, traits));
    const byFacade = await sent(facade[operation.id]?.(...argumentsOf(sample, traits)));
    const byPath = await sent(callPath(operation, sample, traits));

    expectToFit(operation, sample, traits, byFunction);
    expect(comparable(byFacade)).toEqual(comparable(byFunction));
    expect(comparable(byPath)).toEqual(comparable(byFunction));
    expect(byPath.headers["user-agent"]).toBe(byFunction.headers["user-agent"]);
  });

  it.each(each.filter(([, operation]) => operation.server !== undefined))(
    "%s goes to the host that the spec names",
    async (_, operation) => {
      const traits = traitsOf(bundle, operation);
      const { fetch, requests } = recorder();
      const own = createClient({ apiKey: "sk_test_1", clientId: "client_1", fetch });

      await callFunction(operation, sampleOfOperation(bundle, operation), traits, own);

      expect(requests[0]?.url.origin).toBe(traits.server ?? "https://api.workos.com");
    },
  );

  it.each(each.filter(([, operation]) => operation.path.includes("{")))(
    "%s sends nothing with an id that is missing, empty or a step in the path",
    async (_, operation) => {
      const sample = sampleOfOperation(bundle, operation);
      const traits = traitsOf(bundle, operation);
      const refused = { reason: "path_parameter" };

      for (const name of Object.keys(sample.path)) {
        for (const id of ["", ".", "..", undefined]) {
          const unsafe = { ...sample, path: { ...sample.path, [name]: id as string } };
          await expect(callFunction(operation, unsafe, traits)).rejects.toMatchObject(refused);
          await expect(callPath(operation, unsafe, traits)).rejects.toMatchObject(refused);
        }
      }

      expect(server.take()).toEqual([]);
    },
  );

  it.each(each)("%s goes out of bare openapi-fetch, over our types, the same", async (_, operation) => {
    const sample = sampleOfOperation(bundle, operation);
    const traits = traitsOf(bundle, operation);

    const ours = await sent(callPath(operation, sample, traits));
    const bare = await sent(callBare(operation, sample, traits));

    expect(comparable(bare)).toEqual(comparable(ours));
  });
});

function callFunction({ id }: Operation, sample: OperationSample, traits: PrintedTraits, through = client) {
  return functions[id]?.(through, ...argumentsOf(sample, traits));
}

function argumentsOf({ path, query, body }: OperationSample, { auth }: PrintedTraits): object[] {
  const input = { ...path, ...query, ...body, ...(auth === "token" ? { access_token: "user_token" } : {}) };
  return Object.keys(input).length > 0 ? [input] : [];
}

function callPath(operation: Operation, { path, query, body }: OperationSample, { auth }: PrintedTraits) {
  const call = client[nameOf(operation)] as unknown as AnyCall;
  return call(operation.path, {
    params: { path, query },
    body,
    ...(auth === "token" ? { accessToken: "user_token" } : {}),
  });
}

/** The same through the library itself, set up the way its users would: what our client fills in is spelled out. */
function callBare(operation: Operation, { path, query, body }: OperationSample, traits: PrintedTraits) {
  const bare = createFetchClient<paths>({
    baseUrl: server.url,
    querySerializer: { array: { style: "form", explode: false } },
    redirect: "manual",
  });
  const own = {
    ...(traits.fill === undefined ? {} : { client_id: "client_1" }),
    ...(traits.fill === "fillClientSecret" ? { client_secret: "sk_test_1" } : {}),
  };
  const bearer = traits.auth === "none" || traits.fill ? undefined : traits.auth ? "user_token" : "sk_test_1";
  const call = bare[nameOf(operation)] as unknown as AnyCall;
  return call(operation.path, {
    params: { path, query },
    ...(operation.body === undefined ? {} : { body: { ...own, ...body } }),
    headers: {
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...(traits.write === "form" ? { "content-type": "application/x-www-form-urlencoded" } : {}),
    },
  });
}

function nameOf({ method }: Operation): "GET" {
  // All five are called alike.
  return method.toUpperCase() as "GET";
}

async function sent(call: PromiseLike<unknown> | undefined): Promise<OnTheWire> {
  await call;
  const [request, ...more] = server.take();
  if (request === undefined || more.length > 0) throw new Error("Not exactly one request was sent.");
  return request;
}

function expectToFit(operation: Operation, sample: OperationSample, traits: PrintedTraits, request: OnTheWire): void {
  expect(request.method).toBe(operation.method.toUpperCase());
  expect(request.path).toBe(operation.path.replace(/\{(\w+)\}/g, "$1_1"));

  const written = Object.fromEntries(request.query);
  for (const [name, value] of Object.entries(sample.query)) {
    const parameter = operation.parameters.find((other) => other.in === "query" && other.name === name);
    if (Array.isArray(value)) {
      expect([parameter?.explode, written[name]]).toEqual([false, value.join(",")]);
    } else if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) expect(written[`${name}[${key}]`]).toBe(String(inner));
    } else expect(written[name]).toBe(String(value));
  }

  const { headers } = request;
  const bearer = traits.auth === "none" || traits.fill ? undefined : traits.auth ? "user_token" : "sk_test_1";
  expect(headers.authorization).toBe(bearer === undefined ? undefined : `Bearer ${bearer}`);
  expect("idempotency-key" in headers).toBe(traits.key === true);
  expect(headers["content-type"]).toBe(operation.body?.contentType);
  if (operation.body === undefined) expect(request.body).toBe("");
  else if (traits.write === undefined) expect(JSON.parse(request.body)).toMatchObject({ ...sample.body });
  else expect([...new URLSearchParams(request.body).keys()]).toEqual(Object.keys(sample.body ?? {}));
}

/** What must be the same whoever sends it; the key of idempotency and the names of the senders are not. */
function comparable({ method, path, query, headers, body }: OnTheWire) {
  const { authorization, "content-type": type } = headers;
  const parsed: unknown = body.startsWith("{") ? JSON.parse(body) : [...new URLSearchParams(body)].sort();
  return { method, path, query: [...query].sort(), authorization, type, body: parsed };
}
