import { operationsOf, readBundle, resolve } from "@workos-kit/codegen";
import { describe, expect, it } from "vitest";
import { traitsOf } from "../scripts/print/traits-of.ts";
import { buildAuthorizationUrl, buildJwksUrl } from "../src/auth.ts";
import { syncEvents } from "../src/events.ts";
import { createClient, optionsFromEnv } from "../src/index.ts";
import {
  addRadarListEntry,
  authenticate,
  createAuditLogEvent,
  createOrganization,
  deleteDirectory,
  deleteOrganizationMembership,
  getAuditLogExport,
  getOrganization,
  listDirectoryUsers,
  listOrganizationRoles,
  listUsers,
  logout,
  removeRadarListEntry,
} from "../src/operations.ts";
import { page, setUp } from "./peer-defects/probe.ts";
import { json } from "./recorder.ts";

const bundle = await readBundle(new URL("../../../openapi/dist/openapi.json", import.meta.url));
const operations = operationsOf(bundle).map((operation) => ({ ...operation, traits: traitsOf(bundle, operation) }));
const namesOf = (fits: (each: (typeof operations)[number]) => boolean) => operations.filter(fits).map(({ id }) => id);

// How the API differs from what one would expect of it. Retries are in retry.test.ts, error bodies in error-body.test.ts
// and error-examples.test.ts, access tokens in verifier.test.ts.
describe("credentials", () => {
  it("are read from the variables that every SDK reads, when these are passed in", () => {
    const env = {
      WORKOS_API_KEY: "sk",
      WORKOS_CLIENT_ID: "client_1",
      WORKOS_BASE_URL: "https://proxy.test/workos",
      WORKOS_REQUEST_TIMEOUT: "5",
    };

    expect(optionsFromEnv(env)).toEqual({
      apiKey: "sk",
      clientId: "client_1",
      baseUrl: "https://proxy.test/workos",
      timeoutMs: 5000,
    });
    expect(createClient(optionsFromEnv({})).baseUrl).toBe("https://api.workos.com");
  });

  it("are the key, but for what a browser or a person's token asks for, and the token exchanges", () => {
    expect(namesOf(({ traits }) => traits.auth === "token")).toEqual(["getProfile", "oauthUserInfo"]);
    expect(namesOf(({ traits }) => traits.fill !== undefined)).toEqual([
      "authenticate",
      "createDeviceAuthorization",
      "getProfileAndToken",
    ]);
    expect(namesOf(({ traits, tag }) => traits.auth === "none" && tag !== "oauth")).toEqual([
      "getAuthorizationUrl",
      "getJwks",
      "getSsoAuthorizationUrl",
      "logout",
      "ssoLogout",
    ]);
  });
});

describe("bodies", () => {
  it("are JSON, but for OAuth, and a form is sent where one is passed", async () => {
    const { client, requests } = setUp({}, json({}));

    await client.POST("/sso/token", {
      body: new URLSearchParams({ grant_type: "authorization_code", code: "c" }) as never,
    });

    expect(namesOf(({ traits }) => traits.write === "form").every((id) => id.startsWith("oauth"))).toBe(true);
    expect(requests[0]?.headers.get("content-type")).toBe("application/x-www-form-urlencoded");
    expect(requests[0]?.body).toBe("grant_type=authorization_code&code=c&client_id=client_1&client_secret=sk_test");
  });

  it("go with some DELETEs, and a query with others", async () => {
    const { client, requests } = setUp({}, new Response(null, { status: 204 }));

    await removeRadarListEntry(client, { type: "email", action: "block", entry: "a@b.test" });

    expect(requests[0]).toMatchObject({ method: "DELETE", body: '{"entry":"a@b.test"}' });
    expect(namesOf(({ method, body }) => method === "delete" && body !== undefined)).toHaveLength(3);
    const withQuery = namesOf(
      ({ method, parameters }) => method === "delete" && parameters.some((each) => each.in === "query"),
    );
    expect(withQuery.length).toBeGreaterThanOrEqual(4);
  });

  it("may be empty, with 202, 204 and sometimes 200", async () => {
    const { client } = setUp({}, new Response(null, { status: 202 }), new Response(null, { status: 200 }));

    expect(await deleteDirectory(client, { id: "directory_1" })).toBeUndefined();
    expect(await deleteOrganizationMembership(client, { id: "om_1" })).toBeUndefined();
  });

  it("keep dates as they come, also those that are not ISO 8601", async () => {
    const { client } = setUp({}, json({ id: "org_1", created_at: "2023-04-28 20:05:31.093" }));

    expect((await getOrganization(client, { id: "org_1" })).created_at).toBe("2023-04-28 20:05:31.093");
  });
});

describe("headers", () => {
  it("are as few as can be: no content type without a content", async () => {
    const { client, requests } = setUp({}, json({ id: "org_1" }));

    await getOrganization(client, { id: "org_1" });

    expect([...(requests[0]?.headers ?? [])].map(([name]) => name)).toEqual(["authorization", "user-agent"]);
  });

  it("carry a key of idempotency of its own only where the API keeps them, and the caller's anywhere", async () => {
    const { client, requests } = setUp({}, json({}));
    const event = { action: "a", occurred_at: "", actor: { id: "", type: "" }, targets: [], context: { location: "" } };

    await createAuditLogEvent(client, { organization_id: "org_1", event });
    await createOrganization(client, { name: "Acme" });
    await addRadarListEntry(client, { type: "email", action: "block", entry: "a" }, { idempotencyKey: "mine" });

    expect(namesOf(({ traits }) => traits.key === true)).toEqual(["createAuditLogEvent"]);
    expect(requests.map(({ headers }) => headers.get("idempotency-key"))).toEqual([expect.any(String), null, "mine"]);
  });

  it("of an answer name the request, of a failure as well as of a success", async () => {
    const { client } = setUp({}, json({ message: "No." }, 404, { "x-request-id": "req_5" }));

    await expect(getOrganization(client, { id: "org_1" })).rejects.toMatchObject({
      requestId: "req_5",
      message: expect.stringContaining("[req_5]"),
    });
  });
});

describe("queries", () => {
  it("write a list with commas, a map with brackets, in requests and in addresses", async () => {
    const { client } = setUp({}, json({}));

    const url = buildAuthorizationUrl(client, {
      provider: "GoogleOAuth",
      redirect_uri: "https://app.test",
      provider_scopes: ["a", "b c"],
      provider_query_params: { hd: "acme.test" },
    });

    expect(url).toContain("provider_scopes=a,b%20c&provider_query_params[hd]=acme.test");
  });

  it.each([
    ["brackets", "?events[]=a&events[]=b"],
    ["repeat", "?events=a&events=b"],
  ] as const)(
    "write lists with %s for servers that read them so, per client and per call",
    async (arrayFormat, expected) => {
      const perClient = setUp({ arrayFormat }, page([], null));
      const perCall = setUp({}, page([], null));
      const query = { events: ["a", "b"] };

      await perClient.client.GET("/events", { params: { query } });
      await perCall.client.GET("/events", { params: { query }, arrayFormat });

      expect([...perClient.requests, ...perCall.requests].map(({ url }) => url.search)).toEqual([expected, expected]);
    },
  );
});

describe("pages", () => {
  it("go on by the cursor the order says: normal has them the other way around", async () => {
    const { client, requests } = setUp({}, page(["2"], "a_next", "a_before"), page(["1"], null, null));

    const items = await listUsers(client, { order: "normal" }).collect();

    expect(items).toHaveLength(2);
    expect(requests[1]?.url.searchParams.get("before")).toBe("a_before");
  });

  it("are whole lists where the API knows no cursors", async () => {
    const { client } = setUp({}, json({ object: "list", data: [{ slug: "admin" }] }));

    expect((await listOrganizationRoles(client, { organization_id: "org_1" })).data).toHaveLength(1);
  });

  it("of events never carry a start beside a cursor", async () => {
    const event = { object: "event", id: "event_1", event: "user.created", data: {}, created_at: "" };
    const first = json({ object: "list", data: [event], list_metadata: { after: "event_1" } });
    const { client, requests } = setUp({}, first, page([], null));

    const seen: string[] = [];
    for await (const { id } of syncEvents(client, { from: new Date(0), until: new Date(1000) })) seen.push(id);

    const both = requests.filter(({ url }) => url.searchParams.has("range_start") && url.searchParams.has("after"));
    expect([seen, requests.length, both.length]).toEqual([["event_1"], 2, 0]);
  });

  it("of events keep names that nobody knew when this was written", async () => {
    const event = { object: "event", id: "event_1", event: "quantum.entangled", data: { spin: "up" }, created_at: "" };
    const { client } = setUp({}, json({ object: "list", data: [event], list_metadata: { after: null } }));

    const seen: unknown[] = [];
    for await (const each of syncEvents(client, { follow: false })) seen.push(each);

    expect(seen).toEqual([event]);
  });
});

describe("limits", () => {
  it("of a directory answer with a bare text, which is waited for like others", async () => {
    const { client, world } = setUp({}, json("Ratelimited", 429, { "retry-after": "1" }), page(["1"], null));

    expect((await listDirectoryUsers(client, { directory: "directory_1" })).data).toHaveLength(1);
    expect(world.sleeps).toEqual([1000]);
  });

  it("without a body are errors too", async () => {
    const { client } = setUp({ retries: 0 }, new Response(null, { status: 429, headers: { "retry-after": "3" } }));

    const refused = listDirectoryUsers(client, { directory: "directory_1" }).then(() => {});

    await expect(refused).rejects.toMatchObject({ status: 429, code: undefined, retryAfterSeconds: 3 });
  });
});

describe("sign-in", () => {
  it("knows every grant of the API", async () => {
    const { oneOf = [] } = bundle.components?.schemas?.AuthenticationCreate ?? {};
    const known = oneOf.map((each) => resolve(bundle, each).properties?.grant_type?.const);
    const grants = await import("../src/auth/grants.ts");

    const sent: string[] = [];
    for (const [name, grant] of Object.entries(grants)) {
      if (!name.startsWith("authenticateWith")) continue;
      const { client, requests } = setUp({}, json({}));
      await grant(client, {} as never);
      sent.push(JSON.parse(requests[0]?.body ?? "").grant_type);
    }

    expect(known).toHaveLength(11);
    expect(sent.sort()).toEqual(known.sort());
  });

  it("sends no secret for a public client, and a verifier in its place", async () => {
    const { client, requests } = setUp({ apiKey: undefined }, json({}));

    await authenticate(client, { grant_type: "authorization_code", code: "c", code_verifier: "v" });

    expect(JSON.parse(requests[0]?.body ?? "")).toEqual({
      client_id: "client_1",
      grant_type: "authorization_code",
      code: "c",
      code_verifier: "v",
    });
  });

  it("has its keys by client id", () => {
    expect(buildJwksUrl(setUp({}, json({})).client)).toBe("https://api.workos.com/sso/jwks/client_1");
  });

  it("redirects browsers: the address is the result, and nobody follows it", async () => {
    const reply = new Response(null, { status: 302, headers: { location: "https://app.test/bye" } });
    const { client, requests } = setUp({}, reply);

    expect(await logout(client, { session_id: "session_1" })).toEqual({ location: "https://app.test/bye" });
    expect(requests[0]?.redirect).toBe("manual");
    expect(namesOf(({ traits }) => traits.redirect === true)).toHaveLength(5);
  });
});

it("leaves the states of an export to the one who waits: pending, ready, error, and those to come", async () => {
  const { client } = setUp({}, json({ id: "export_1", state: "archived", url: null }));

  expect((await getAuditLogExport(client, { id: "export_1" })).state).toBe("archived");
});
