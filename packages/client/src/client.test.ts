import { describe, expect, expectTypeOf, it } from "vitest";
import { json, recorder } from "../test/recorder.ts";
import { createClient } from "./client.ts";
import type { ApiError } from "./core/errors/api-error.ts";
import { isApiError } from "./core/errors/is-api-error.ts";
import type { Organization, OrganizationList } from "./generated/models.ts";
import { authenticate, createOrganization, getOrganization, listOrganizations } from "./operations.ts";
import { WorkOS } from "./sdk.ts";

describe("path-based calls", () => {
  it("give a result with the data", async () => {
    const { client, requests } = setUp(json({ id: "org_1" }));

    const result = await client.GET("/organizations/{id}", { params: { path: { id: "org_1" } } });

    if (!result.ok) throw result.error;
    expectTypeOf(result.data).toEqualTypeOf<Organization>();
    expect(result.data).toEqual({ id: "org_1" });
    expect(requests[0]).toMatchObject({ method: "GET", url: { pathname: "/organizations/org_1" } });
  });

  it("give a result with the error, and do not throw on a status", async () => {
    const { client } = setUp(json({ code: "external_id_already_used", message: "Taken." }, 400));

    const result = await client.POST("/organizations", { body: { name: "Acme" } });

    expect(result).toMatchObject({
      ok: false,
      data: undefined,
      error: { status: 400, code: "external_id_already_used" },
    });
    expect(result.response.status).toBe(400);
  });

  it("have an error even when the body is empty", async () => {
    const { client } = setUp(new Response(null, { status: 500 }));

    const result = await client.DELETE("/organizations/{id}", { params: { path: { id: "o" } }, retries: 0 });

    expect(result.ok).toBe(false);
    expect(result.error).toMatchObject({ message: "DELETE /organizations/{id} failed with 500.", code: undefined });
  });

  it("take query, headers and options", async () => {
    const { client, requests } = setUp(json({ data: [] }));

    const result = await client.GET("/organizations", {
      params: { query: { domains: ["a.test", "b.test"], limit: 5 } },
      headers: { "x-trace": "1" },
    });

    expectTypeOf(result.data).toEqualTypeOf<OrganizationList | undefined>();
    expect(requests[0]?.url.search).toBe("?domains=a.test,b.test&limit=5");
    expect(requests[0]?.headers.get("x-trace")).toBe("1");
  });

  it.each([".evil.test/x", "@evil.test/x", ":81/x", "//evil.test/x", "organizations"])(
    "stay on the host of the client for the route %j",
    async (route) => {
      const { client, requests } = setUp();

      await client.GET(route as "/organizations");

      expect(requests[0]?.url.href).toBe(`https://api.workos.com${route.startsWith("/") ? "" : "/"}${route}`);
    },
  );

  it("write lists in another format on demand", async () => {
    const { client, requests } = setUp(json({ data: [] }));

    await client.GET("/organizations", { params: { query: { domains: ["a", "b"] } }, arrayFormat: "brackets" });

    expect(requests[0]?.url.search).toBe("?domains[]=a&domains[]=b");
  });

  it("reject with the reason of an abort, whatever it is", async () => {
    const { client } = setUp();

    for (const reason of [null, 0, "", new Error("Enough.")]) {
      await expect(client.GET("/organizations", { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    }
  });

  it("catch typing mistakes", () => {
    const { client } = setUp();

    const mistakes = () => {
      // @ts-expect-error no such path
      client.GET("/organisations");
      // @ts-expect-error not a GET
      client.GET("/portal/generate_link");
      // @ts-expect-error a misspelt option
      client.GET("/organizations", { parms: {} });
      // @ts-expect-error a misspelt field
      client.POST("/organizations", { body: { name: "Acme", extrenal_id: "1" } });
      // @ts-expect-error the path parameter is missing
      client.GET("/organizations/{id}");
    };
    expectTypeOf(mistakes).toBeFunction();
  });
});

describe("functions", () => {
  it("give the data, and the whole answer on demand", async () => {
    const { client } = setUp(json({ id: "org_1" }));

    const { data, requestId, response } = await getOrganization(client, { id: "org_1" }).withResponse();

    expect([data.id, requestId, response.status]).toEqual(["org_1", "req_1", 200]);
  });

  it("take null for nothing said", async () => {
    const { client, requests } = setUp(json({ data: [], list_metadata: {} }));

    await listOrganizations(client, null as never, null as never);

    expect(requests[0]?.url.search).toBe("");
  });

  it("reject, and never throw, whatever they are given", async () => {
    const { client } = setUp();
    const hostile = new Proxy(
      { name: "Acme" },
      {
        ownKeys: () => {
          throw new RangeError("trap");
        },
      },
    );

    const call = createOrganization(client, hostile);

    await expect(call).rejects.toThrow("trap");
  });

  it("throw what the API refuses, without an unhandled rejection beside withResponse", async () => {
    const { client } = setUp(json({ message: "Not found." }, 404));

    await expect(getOrganization(client, { id: "x" }).withResponse()).rejects.toMatchObject({ status: 404 });
    await new Promise((resolve) => setImmediate(resolve));
  });

  it("narrow the body of an error by its code", async () => {
    const { client } = setUp(
      json({ error: "sso_required", error_description: "Use SSO.", connection_ids: ["conn_1"] }, 403),
    );

    const failure = await authenticate(client, { grant_type: "password", email: "a@b.test", password: "x" }).catch(
      (error: unknown) => error,
    );

    if (!isApiError(failure, "sso_required")) throw failure;
    expectTypeOf(failure.body.connection_ids).toEqualTypeOf<string[]>();
    expect(failure.body.connection_ids).toEqual(["conn_1"]);
    expect(isApiError(failure, "mfa_enrollment")).toBe(false);
    expect(JSON.stringify(failure)).not.toContain("conn_1");
  });

  it("catch typing mistakes", () => {
    const { client } = setUp();

    const mistakes = () => {
      // @ts-expect-error a misspelt field
      createOrganization(client, { nmae: "Acme" });
      // @ts-expect-error a missing field
      getOrganization(client, {});
    };
    expectTypeOf(mistakes).toBeFunction();
  });
});

describe("WorkOS", () => {
  it("groups the same functions by resource", async () => {
    const { fetch, requests } = recorder(json({ id: "org_1" }));
    const sdk = new WorkOS({ apiKey: "sk_test", fetch });

    const organization = await sdk.organizations.getOrganization({ id: "org_1" });

    expectTypeOf(organization).toEqualTypeOf<Organization>();
    expect(organization.id).toBe("org_1");
    expect(requests).toHaveLength(1);
  });
});

it("types an error of unknown origin as unknown", () => {
  expectTypeOf<ApiError["body"]>().toBeUnknown();
});

function setUp(...replies: Parameters<typeof recorder>) {
  const { fetch, requests } = recorder(...replies);
  return { client: createClient({ apiKey: "sk_test", clientId: "client_1", fetch }), requests };
}
