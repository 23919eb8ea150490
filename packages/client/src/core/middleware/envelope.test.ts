import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { json, recorder } from "../../../test/recorder.ts";
import { createClient } from "../../client.ts";
import { version } from "../../generated/version.ts";
import { createOrganization, getJwks, getOrganization, oauthToken } from "../../operations.ts";
import { type Call, createCore, createPublicCore } from "../core.ts";

describe("envelope", () => {
  it("names the package and the application", async () => {
    const { fetch, requests } = recorder();
    const appInfo = { name: "My App\r\nX-Evil: 1", version: "2.1", url: "https://app.test" };

    await getOrganization(createClient({ apiKey: "sk", fetch, appInfo }), { id: "org_1" });

    expect(requests[0]?.headers.get("user-agent")).toBe(`workos-kit/${version} My AppX-Evil: 1/2.1 (https://app.test)`);
  });

  it("leaves a browser its own User-Agent, so that no request needs a preflight for it", async () => {
    const { fetch, requests } = recorder();
    Object.assign(globalThis, { document: {} });
    await getJwks(createPublicCore({ clientId: "client_1", fetch }), { client_id: "client_1" });

    Reflect.deleteProperty(globalThis, "document");

    expect([...(requests[0]?.headers ?? [])]).toEqual([]);
  });

  it("sends no content type without a body", async () => {
    const { fetch, requests } = recorder();

    await getOrganization(createCore({ apiKey: "sk", fetch }), { id: "org_1" });

    expect(requests[0]?.headers.has("content-type")).toBe(false);
  });

  it("lets the call win over the client, and null remove a header", async () => {
    const { fetch, requests } = recorder();
    const core = createCore({ apiKey: "sk", fetch, headers: { "X-A": "client", "X-B": "client" } });

    await getOrganization(core, { id: "org_1" }, { headers: { "X-A": "call", "X-B": null, "User-Agent": null } });

    const headers = requests[0]?.headers;
    expect([headers?.get("x-a"), headers?.has("x-b"), headers?.has("user-agent")]).toEqual(["call", false, false]);
  });

  it("takes a header that is undefined for not said, in the call as well as in the client", async () => {
    const { fetch, requests } = recorder();
    const core = createCore({ apiKey: "sk", fetch, headers: { "X-A": "client", "User-Agent": undefined } });

    await getOrganization(core, { id: "org_1" }, { headers: { "X-A": undefined, "x-b": undefined } });
    await getOrganization(core, { id: "org_1" }, { headers: { "x-a": undefined }, idempotencyKey: undefined });

    const sent = requests.map(({ headers }) => ["x-a", "x-b", "idempotency-key"].map((name) => headers.get(name)));
    expect(sent).toEqual([
      ["client", null, null],
      ["client", null, null],
    ]);
    expect(requests[0]?.headers.get("user-agent")).toMatch(/^workos-kit\//);
  });

  it.each([
    ["a line end", "secret\r\nx-evil: 1"],
    ["what has no byte", "secret €"],
  ])("refuses a header with %s before it is sent, and does not repeat it", async (_, value) => {
    const { fetch, requests } = recorder();
    const client = createClient({ apiKey: "sk", fetch, hooks: { onRequest: () => {} } });

    for (const options of [{ headers: { "x-a": value } }, { idempotencyKey: value }]) {
      const failure = await createOrganization(client, { name: "Acme" }, options).catch((error: unknown) => error);

      expect(failure).toMatchObject({ name: "ConfigurationError", reason: "header_invalid" });
      expect(inspect(failure)).not.toContain("secret");
    }
    expect(requests).toHaveLength(0);
  });

  it.each([["a b"], ["a:b"], ["a\r\nx-evil"], ["ä"], ["a,b"], [""]])(
    "refuses the name %j of a header before it is sent",
    async (name) => {
      const { fetch, requests } = recorder();

      const call = getOrganization(createCore({ apiKey: "sk", fetch }), { id: "org_1" }, { headers: { [name]: "1" } });

      await expect(call).rejects.toMatchObject({ reason: "header_invalid" });
      expect(requests).toEqual([]);
    },
  );

  it.each([
    ["Headers", new Headers({ "x-a": "1" })],
    ["a list of pairs", [["X-A", "1"]]],
    ["a Map", new Map([["x-a", "1"]])],
  ])("sends what is in %s, which fetch takes and types do not", async (_, headers) => {
    const { fetch, requests } = recorder();

    await getOrganization(createCore({ apiKey: "sk", fetch }), { id: "org_1" }, { headers: headers as never });

    expect(requests[0]?.headers.get("x-a")).toBe("1");
  });

  it("takes every name that a header may have", async () => {
    const { fetch, requests } = recorder();

    await getOrganization(
      createCore({ apiKey: "sk", fetch }),
      { id: "org_1" },
      { headers: { "!#$%&'*+-.^_`|~09AZaz": "any\tvalue \xff" } },
    );

    expect(requests[0]?.headers.get("!#$%&'*+-.^_`|~09azaz")).toBe("any\tvalue \xff");
  });

  it("takes an empty key of idempotency for none, and does not repeat the write", async () => {
    const { fetch, requests } = recorder(json({}, 503));
    const core = createCore({ apiKey: "sk", fetch });

    await createOrganization(core, { name: "Acme" }, { idempotencyKey: "" }).catch(() => {});

    expect(requests.map(({ headers }) => headers.has("idempotency-key"))).toEqual([false]);
  });

  it("writes forms without fields that have no value", async () => {
    const { fetch, requests } = recorder();
    const core = createCore({ fetch });

    await oauthToken(
      core,
      { grant_type: "refresh_token", refresh_token: "a&b", client_id: "c", organization_id: undefined } as never,
      { baseUrl: "https://acme.authkit.app" },
    );

    expect(requests[0]?.url.origin).toBe("https://acme.authkit.app");
    expect(requests[0]?.headers.get("content-type")).toBe("application/x-www-form-urlencoded");
    expect(requests[0]?.body).toBe("grant_type=refresh_token&refresh_token=a%26b&client_id=c");
  });

  it("writes dates as the API reads them", async () => {
    const { fetch, requests } = recorder(json({}, 201));
    const client = createClient({ apiKey: "sk", fetch });

    await client.POST("/audit_logs/exports", {
      body: { organization_id: "org_1", range_start: new Date(0), range_end: new Date(1) },
    });

    expect(requests[0]?.body).toContain('"range_start":"1970-01-01T00:00:00.000Z"');
  });
});

describe("address", () => {
  it("keeps the path of the base address", async () => {
    const { fetch, requests } = recorder();

    await getOrganization(createCore({ apiKey: "sk", fetch, baseUrl: "https://proxy.test/workos/" }), { id: "org_1" });

    expect(requests[0]?.url.href).toBe("https://proxy.test/workos/organizations/org_1");
  });

  it("uses another host only while the base address is the default", async () => {
    const { fetch, requests } = recorder();
    const call: Call = { method: "GET", route: "/x", traits: { server: "https://auth.test" } };

    await createCore({ apiKey: "sk", fetch }).send(call);
    await createCore({ apiKey: "sk", fetch, baseUrl: "http://127.0.0.1:1" }).send(call);

    expect(requests.map((each) => each.url.origin)).toEqual(["https://auth.test", "http://127.0.0.1:1"]);
  });

  it.each([
    ["api.workos.com"],
    ["ftp://api.test"],
    ["https://user:pass@api.test"],
    ["https://a.test?x=1"],
    [""],
    ["https://a.test:99999"],
    ["https://a b.test"],
    ["https://a.test "],
    ["https://a.test/\n"],
    ["https://%"],
  ])("refuses the base address %j", (baseUrl) => {
    expect(() => createCore({ baseUrl })).toThrow(/baseUrl must be/);
  });

  it("finds a fetch that is replaced later", async () => {
    const { fetch, requests } = recorder();
    const core = createCore({ apiKey: "sk" });
    const original = globalThis.fetch;
    globalThis.fetch = fetch as typeof globalThis.fetch;

    await createOrganization(core, { name: "Acme" }).finally(() => {
      globalThis.fetch = original;
    });

    expect(requests).toHaveLength(1);
  });
});
