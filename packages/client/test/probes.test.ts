import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { ApiError, ConnectionError, createClient, isApiError, ParseError, TimeoutError } from "../src/index.ts";
import {
  authenticate,
  createMagicAuth,
  deleteOrganization,
  getOrganization,
  listDirectoryUsers,
  listEvents,
  updateOrganization,
} from "../src/operations.ts";
import { json, recorder, refused, stillWorld } from "./recorder.ts";

// Each of these goes wrong in a client that people use today; the research behind this package has the evidence.
describe("what the vendor's SDK gets wrong", () => {
  it("fetches no page twice, iterates past a limit, adds no order and does not sleep", async () => {
    const world = stillWorld();
    const { client, requests } = setUp({ world }, page(["1", "2"], "2"), page(["3"], null));

    const items = await listDirectoryUsers(client, { directory: "directory_1", limit: 2 }).collect();

    expect(items).toHaveLength(3);
    expect(requests.map((each) => each.url.search)).toEqual([
      "?limit=2&directory=directory_1",
      "?limit=2&directory=directory_1&after=2",
    ]);
    expect(world.sleeps).toEqual([]);
  });

  it("keeps message and code of a 401", async () => {
    expect(await failureOf(json({ code: "unauthorized", message: "Bad key." }, 401))).toMatchObject({
      status: 401,
      code: "unauthorized",
      message: "GET /organizations/{id} failed with 401 unauthorized: Bad key. [req_1]",
    });
  });

  it("shows the errors of a 422, also when they are strings", async () => {
    const body = { message: "Invalid.", errors: ["name must be set", "domain is bad"] };

    const failure = await failureOf(json(body, 422));

    expect(failure).toMatchObject({
      fieldErrors: [{ message: "name must be set" }, { message: "domain is bad" }],
      body,
    });
    expect(String(failure)).not.toContain("undefined");
  });

  it("takes null as an error body", async () => {
    expect(await failureOf(json(null, 400))).toMatchObject({ name: "ApiError", status: 400, body: null });
  });

  it("keeps status and request id of an HTML 500", async () => {
    const reply = new Response("<html>Oops</html>", { status: 501, headers: { "x-request-id": "req_7" } });

    expect(await failureOf(reply)).toMatchObject({ name: "ApiError", status: 501, requestId: "req_7" });
  });

  it("calls an HTML 200 unreadable", async () => {
    expect(ParseError.isInstance(await failureOf(new Response("<html></html>")))).toBe(true);
  });

  it("reads Retry-After as a date", async () => {
    const reply = json({ message: "Slow down." }, 429, { "retry-after": "Thu, 01 Jan 1970 00:17:40 GMT" });

    expect(await failureOf(reply, { retries: 0 })).toMatchObject({ retryAfterSeconds: 60 });
  });

  it("gives a time-out its own name, and no fourth attempt", async () => {
    const client = createClient({ apiKey: "sk", fetch: () => new Promise(() => {}), timeoutMs: 5, retries: 0 });

    const failure = await getOrganization(client, { id: "org_1" }).catch((error: unknown) => error);

    expect(TimeoutError.isInstance(failure)).toBe(true);
  });

  it("gives a network failure its own name and code", async () => {
    const failure = await failureOf(refused(), { retries: 0 });

    expect(ConnectionError.isInstance(failure)).toBe(true);
    expect(failure).toMatchObject({ code: "ECONNREFUSED" });
  });

  it("sends a mail or a single-use token once, whatever the answer", async () => {
    for (const reply of [json({}, 500), json({}, 503), json({}, 408), refused("ECONNRESET")]) {
      const { client, requests } = setUp({}, reply);

      await createMagicAuth(client, { email: "a@b.test" }).catch(() => {});
      await authenticate(client, { grant_type: "refresh_token", refresh_token: "r" }).catch(() => {});

      expect(requests).toHaveLength(2);
    }
  });

  it("sends the key of a token exchange once, not as Bearer too", async () => {
    const { client, requests } = setUp({}, json({}));

    await authenticate(client, { grant_type: "password", email: "a@b.test", password: "p" });

    expect(requests[0]?.headers.has("authorization")).toBe(false);
    expect(requests[0]?.body).toContain('"client_secret":"sk_test"');
  });

  it("keeps fields of an answer that it does not know", async () => {
    const { client } = setUp({}, json({ id: "org_1", brand_new_field: { nested: true } }));

    expect(await getOrganization(client, { id: "org_1" })).toEqual({ id: "org_1", brand_new_field: { nested: true } });
  });

  it("sends null where null clears a field", async () => {
    const { client, requests } = setUp({}, json({}));

    await updateOrganization(client, { id: "org_1", external_id: null });

    expect(requests[0]?.body).toBe('{"external_id":null}');
  });

  it("does not print the key", () => {
    expect(inspect(createClient({ apiKey: "sk_live_secret" }), { depth: 5, showHidden: true })).not.toContain("secret");
  });

  it("makes error, headers and request id available on every failure and success", async () => {
    const { client } = setUp({}, json({ id: "org_1" }, 200, { "x-extra": "1" }));

    const { response, requestId } = await getOrganization(client, { id: "org_1" }).withResponse();

    expect([response.headers.get("x-extra"), requestId]).toEqual(["1", "req_1"]);
    const failure = await failureOf(json({}, 404, { "x-extra": "2" }));
    expect(isApiError(failure) && failure.headers.get("x-extra")).toBe("2");
  });
});

describe("what other OpenAPI clients get wrong", () => {
  it.each([[".."], ["."], [""]])("never sends a DELETE with the id %j, by function or by path", async (id) => {
    const { client, requests } = setUp({}, json({}));

    await expect(deleteOrganization(client, { id })).rejects.toMatchObject({ reason: "path_parameter" });
    await expect(client.DELETE("/organizations/{id}", { params: { path: { id } } })).rejects.toMatchObject({
      reason: "path_parameter",
    });
    expect(requests).toHaveLength(0);
  });

  it("refuses a missing path parameter before sending", async () => {
    const { client, requests } = setUp({}, json({}));

    await expect(client.GET("/organizations/{id}", {} as never)).rejects.toMatchObject({ reason: "path_parameter" });
    expect(requests).toHaveLength(0);
  });

  it("writes lists as the spec says, with commas", async () => {
    const { client, requests } = setUp({}, page([], null));

    await listEvents(client, { events: ["user.created", "user.deleted"] });

    expect(requests[0]?.url.search).toBe("?events=user.created,user.deleted");
  });

  it.each([[new Response("", { status: 500 })], [new Response(null, { status: 404 })]])(
    "does not take an empty error body for success",
    async (reply) => {
      const { client } = setUp({}, reply);

      const result = await client.GET("/organizations", { retries: 0 });

      expect([result.ok, ApiError.isInstance(result.error)]).toEqual([false, true]);
    },
  );

  it("sends a body again on a retry", async () => {
    const { client, requests } = setUp({}, json({}, 429), json({}));

    await client.POST("/organizations", { body: { name: "Acme" } });

    expect(requests.map((each) => each.body)).toEqual(['{"name":"Acme"}', '{"name":"Acme"}']);
  });

  it("leaves out what is undefined, in query, JSON and form", async () => {
    const { client, requests } = setUp({}, page([], null));

    await client.GET("/organizations", { params: { query: { search: undefined } as never } });
    await client.POST("/oauth2/token", { body: { grant_type: "refresh_token", scope: undefined } as never });

    expect([requests[0]?.url.search, requests[1]?.body]).toEqual(["", "grant_type=refresh_token"]);
  });
});

function setUp(options: object, ...replies: Parameters<typeof recorder>) {
  const { fetch, requests } = recorder(...replies);
  const client = createClient({ apiKey: "sk_test", clientId: "client_1", fetch, world: stillWorld(), ...options });
  return { client, requests };
}

async function failureOf(reply: Parameters<typeof recorder>[0], options = {}): Promise<unknown> {
  return getOrganization(setUp(options, reply).client, { id: "org_1" }).catch((error: unknown) => error);
}

function page(ids: string[], after: string | null): Response {
  return json({ object: "list", data: ids.map((id) => ({ id })), list_metadata: { before: null, after } });
}
