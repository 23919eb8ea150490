import { operationsOf, readBundle } from "@workos-kit/codegen";
import { describe, expect, it } from "vitest";
import { traitsOf } from "../../scripts/print/traits-of.ts";
import { buildAuthorizationUrl } from "../../src/auth.ts";
import { createClient, optionsFromEnv } from "../../src/index.ts";
import {
  addRadarListEntry,
  createAuditLogEvent,
  createOrganization,
  deleteDirectory,
  deleteOrganizationMembership,
  getOrganization,
  removeRadarListEntry,
} from "../../src/operations.ts";
import { page, setUp } from "../probe.ts";
import { json } from "../recorder.ts";

const bundle = await readBundle(new URL("../../../../openapi/dist/openapi.json", import.meta.url));
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
