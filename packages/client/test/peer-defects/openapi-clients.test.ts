import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { ApiError, ParseError, TimeoutError } from "../../src/index.ts";
import {
  createAuditLogExport,
  deleteOrganization,
  getUser,
  listEvents,
  listOrganizationRoles,
} from "../../src/operations.ts";
import { failureOf, page, setUp } from "../probe.ts";
import { json } from "../recorder.ts";

// One test for each limit of openapi-fetch, and of clients generated from OpenAPI, that was seen and must not be ours.
describe("requests, where other OpenAPI clients", () => {
  it.each([[".."], ["."], [""], ["%2e%2e/.."]])("send DELETE / for the id %j: nothing leaves the path", async (id) => {
    const { client, requests } = setUp({}, json({}));

    await deleteOrganization(client, { id }).catch((error) =>
      expect(error).toMatchObject({ reason: "path_parameter" }),
    );
    await client
      .DELETE("/organizations/{id}", { params: { path: { id } } })
      .catch((error) => expect(error).toMatchObject({ reason: "path_parameter" }));

    for (const { url } of requests) expect(url.pathname).toMatch(/^\/organizations\/%252e%252e%2F\.\.$/);
  });

  it("send a missing path parameter as {id}: it is refused before sending", async () => {
    const { client, requests } = setUp({}, json({}));

    await expect(client.GET("/organizations/{id}", {} as never)).rejects.toMatchObject({ reason: "path_parameter" });
    await expect(getUser(client, {} as never)).rejects.toMatchObject({ reason: "path_parameter" });
    expect(requests).toHaveLength(0);
  });

  it("repeat the names of lists whatever the spec says: lists are written with commas", async () => {
    const { client, requests } = setUp({}, page([], null));

    await listEvents(client, { events: ["user.created", "user.deleted"] });
    await client.GET("/events", { params: { query: { events: ["user.created", "user.deleted"] } } });

    expect(requests.map(({ url }) => url.search)).toEqual(Array(2).fill("?events=user.created,user.deleted"));
  });

  it("cannot send a body a second time: a retry sends it again", async () => {
    const { client, requests } = setUp({}, json({}, 429), json({}));

    await client.POST("/organizations", { body: { name: "Acme" } });

    expect(requests.map((each) => each.body)).toEqual(['{"name":"Acme"}', '{"name":"Acme"}']);
  });

  it("have no retries: a read is repeated after what may be over in a moment", async () => {
    const { client, requests } = setUp({}, json({}, 503), json({ id: "user_1" }));

    expect((await client.GET("/user_management/users/{id}", { params: { path: { id: "user_1" } } })).ok).toBe(true);
    expect(requests).toHaveLength(2);
  });

  it("have no time-out: a path call ends in time", async () => {
    const fetch = () => new Promise<Response>(() => {});
    const { client } = setUp({ fetch, retries: 0 });

    const failure = await client.GET("/organizations", { timeoutMs: 5 }).catch((error: unknown) => error);

    expect(TimeoutError.isInstance(failure)).toBe(true);
  });

  it("write undefined into forms as text: it is left out of query, JSON and form", async () => {
    const { client, requests } = setUp({}, page([], null));

    await client.GET("/organizations", { params: { query: { search: undefined } as never } });
    await client.PUT("/organizations/{id}", { params: { path: { id: "o" } }, body: { name: undefined } as never });
    await client.POST("/oauth2/token", { body: { grant_type: "refresh_token", scope: undefined } as never });

    expect(requests.map(({ url, body }) => [url.search, body])).toEqual([
      ["", undefined],
      ["", "{}"],
      ["", "grant_type=refresh_token"],
    ]);
  });

  it("take dates as strings only: a Date is written as the API reads it", async () => {
    const { client, requests } = setUp({}, json({}, 201));

    await createAuditLogExport(client, { organization_id: "org_1", range_start: new Date(0), range_end: new Date(1) });

    expect(JSON.parse(requests[0]?.body ?? "")).toMatchObject({ range_start: "1970-01-01T00:00:00.000Z" });
  });
});

describe("answers, where other OpenAPI clients", () => {
  it.each([[500], [404], [401]])("take an empty %i for success: it is an error that always exists", async (status) => {
    const { client } = setUp({ retries: 0 }, new Response(status === 500 ? "" : null, { status }));

    const result = await client.GET("/organizations");

    expect([result.ok, ApiError.isInstance(result.error), result.error?.status]).toEqual([false, true, status]);
  });

  it("throw a bare SyntaxError: an unreadable answer names the call, the status and the request", async () => {
    const failure = await failureOf(new Response('{"id":', { headers: { "x-request-id": "req_2" } }));

    expect(ParseError.isInstance(failure)).toBe(true);
    expect(failure).toMatchObject({ method: "GET", route: "/organizations/{id}", status: 200, requestId: "req_2" });
  });

  it("hand out an HTML page as data: it is unreadable", async () => {
    const { client } = setUp({}, new Response("<html></html>", { headers: { "content-type": "text/html" } }));

    await expect(client.GET("/organizations")).rejects.toMatchObject({ name: "ParseError" });
    await expect(listOrganizationRoles(client, { organization_id: "org_1" })).rejects.toMatchObject({
      name: "ParseError",
    });
  });

  it("call a network failure an answer with status 500: it is none", async () => {
    const { client } = setUp({ fetch: () => Promise.reject(new TypeError("fetch failed")), retries: 0 });

    await expect(client.GET("/organizations")).rejects.toMatchObject({ name: "ConnectionError" });
  });
});

describe("the package, where other OpenAPI clients", () => {
  it("make libraries without a future a peer of their users: it has no peers, and pins what it builds on", async () => {
    const manifest = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8"));
    const workspace = await readFile(new URL("../../../../pnpm-workspace.yaml", import.meta.url), "utf8");

    expect([manifest.peerDependencies, manifest.optionalDependencies]).toEqual([undefined, undefined]);
    expect(workspace).toMatch(/^ {2}openapi-fetch: "?\d+\.\d+\.\d+"?$/m);
    expect(workspace).toMatch(/^ {2}openapi-typescript: "?\d+\.\d+\.\d+"?$/m);
  });
});
