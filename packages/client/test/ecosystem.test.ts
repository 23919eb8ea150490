import createFetchClient from "openapi-fetch";
import { describe, expect, expectTypeOf, it } from "vitest";
import { createClient } from "../src/client.ts";
import type { paths } from "../src/types.ts";
import { json, recorder } from "./recorder.ts";

// What tools built on openapi-typescript's `paths` see; the same calls through ours must put the same on the wire.
describe("bare openapi-fetch on our paths", () => {
  it("is typed by them", async () => {
    const { client } = setUp();

    const { data } = await client.GET("/organizations/{id}", { params: { path: { id: "org_1" } } });

    expectTypeOf(data?.name).toEqualTypeOf<string | undefined>();
    expect(data).toEqual({ id: "org_1" });
  });

  it("knows a get of every path, if only to say that there is none, as swr-openapi expects", () => {
    expectTypeOf<"get">().toExtend<keyof paths[keyof paths]>();
  });

  it("sends what our path-based calls send", async () => {
    const world = setUp();
    const { client, ours } = world;
    const calls = [
      ["GET", "/organizations", { params: { query: { domains: ["a.test", "b c"], limit: 5 } } }],
      ["GET", "/organizations/{id}", { params: { path: { id: "org/1 ?" } } }],
      ["POST", "/organizations", { body: { name: "Acme", metadata: { a: "b" } } }],
      ["PUT", "/organizations/{id}", { params: { path: { id: "org_1" } }, body: { name: "Acme" } }],
      ["PATCH", "/webhook_endpoints/{id}", { params: { path: { id: "we_1" } }, body: { status: "disabled" } }],
      ["DELETE", "/organizations/{id}", { params: { path: { id: "org_1" } } }],
      [
        "DELETE",
        "/radar/lists/{type}/{action}",
        { params: { path: { type: "email", action: "block" } }, body: { entry: "x" } },
      ],
    ] as const;

    for (const [method, path, init] of calls) {
      await (client[method] as unknown as (path: string, init: object) => Promise<unknown>)(path, init);
      await (ours[method] as unknown as (path: string, init: object) => Promise<unknown>)(path, init);
    }

    expect(world.own.map(comparable)).toEqual(world.bare.map(comparable));
    expect(world.own).toHaveLength(calls.length);
  });
});

interface Sent {
  method: string;
  url: string;
  type: string | null;
  body: string;
}

function setUp() {
  const bare: Sent[] = [];
  const client = createFetchClient<paths>({
    baseUrl: "https://api.workos.com",
    querySerializer: { array: { style: "form", explode: false } },
    fetch: async (request) => {
      const { method, url, headers } = request;
      bare.push({ method, url, type: headers.get("content-type"), body: await request.text() });
      return json({ id: "org_1" });
    },
  });
  const { fetch, requests } = recorder(json({ id: "org_1" }));
  const ours = createClient({ apiKey: "sk_test", fetch });
  return {
    client,
    ours,
    bare,
    get own(): Sent[] {
      return requests.map(({ method, url, headers, body }) => {
        return { method, url: url.href, type: headers.get("content-type"), body: body ?? "" };
      });
    },
  };
}

function comparable({ url, ...rest }: Sent) {
  return { ...rest, url: decodeURIComponent(url) };
}
