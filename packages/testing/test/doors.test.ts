import { setupServer as setupServer3 } from "msw/node";
import { setupServer as setupServer2 } from "msw-2/node";
import { afterEach, describe, expect, it } from "vitest";
import { createMock } from "../src/mock.ts";
import { operationHandlers, workosHandlers } from "../src/msw.ts";
import { serve } from "../src/server/serve.ts";

const headers = { authorization: "Bearer sk_test_default", "content-type": "application/json" };

interface Interception {
  close(): void;
}

describe.each([
  // Both names of the option: each major knows one, and ignores the other without a word.
  ["3", (handlers: never[]) => start(setupServer3(...handlers), { onUnhandledFrame: "error" })],
  ["2", (handlers: never[]) => start(setupServer2(...handlers), { onUnhandledRequest: "error" })],
])("MSW %s", (_, listen) => {
  let running: Interception | undefined;
  afterEach(() => running?.close());

  it("answers fetch to the vendor's address", async () => {
    const mock = createMock({ seed: 1 });
    running = listen(workosHandlers(mock) as never[]);

    const created = await fetch("https://api.workos.com/organizations", {
      method: "POST",
      headers,
      body: '{"name":"Acme"}',
    });
    const { id } = await created.json();
    const fetched = await fetch(`https://api.workos.com/organizations/${id}`, { headers });

    expect([created.status, fetched.status]).toEqual([201, 200]);
    expect(mock.requests.of("getOrganization")).toHaveLength(1);
  });

  it("answers at any AuthKit domain", async () => {
    running = listen(workosHandlers(createMock()) as never[]);

    const answer = await fetch("https://acme.authkit.app/.well-known/openid-configuration");

    expect((await answer.json()).issuer).toBe("https://acme.authkit.app");
  });

  it("drops connections and keeps redirects", async () => {
    const mock = createMock();
    running = listen(workosHandlers(mock) as never[]);
    mock.faults.add({ kind: "drop", times: 1 });
    const query = "client_id=client_default&redirect_uri=https://app.test/cb&response_type=code&provider=GoogleOAuth";

    await expect(fetch("https://api.workos.com/organizations", { headers })).rejects.toThrow();
    const redirect = await fetch(`https://api.workos.com/sso/authorize?${query}`, { redirect: "manual" });
    expect(redirect.headers.get("location")).toContain("https://app.test/cb?code=");
  });

  it("takes single operations", async () => {
    const mock = createMock();
    running = listen([operationHandlers(mock).listOrganizations] as never[]);

    expect((await fetch("https://api.workos.com/organizations", { headers })).status).toBe(200);
  });
});

describe("serve", () => {
  it("answers on a free port and closes, twice if asked", async () => {
    const server = await serve(createMock());
    const answer = await fetch(`${server.url}/_mock/ready`);
    await answer.text();

    await server.close();
    await server.close();

    expect(answer.status).toBe(200);
    await expect(fetch(`${server.url}/_mock/ready`)).rejects.toThrow();
  });

  it("hands out links to itself", async () => {
    await using server = await serve(createMock({ data: { organizations: [{ id: "org_1", name: "Acme" }] } }));
    const body = JSON.stringify({ organization: "org_1" });

    const { link } = await (
      await fetch(`${server.url}/portal/generate_link`, { method: "POST", headers, body })
    ).json();

    expect((await fetch(link)).status).toBe(200);
  });

  it("lets browsers in", async () => {
    await using server = await serve(createMock());

    const preflight = await fetch(`${server.url}/organizations`, {
      method: "OPTIONS",
      headers: { "access-control-request-headers": "authorization" },
    });
    const refused = await fetch(`${server.url}/organizations`);

    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-headers")).toBe("authorization");
    expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([401, "*"]);
  });

  it("drops connections, and refuses bodies that are too large", async () => {
    const mock = createMock();
    await using server = await serve(mock);
    mock.faults.add({ kind: "drop", times: 1 });
    await expect(fetch(`${server.url}/organizations`, { headers })).rejects.toThrow();

    const body = `{"name":"${"x".repeat(10 * 1024 * 1024)}"}`;
    const answer = await fetch(`${server.url}/organizations`, { method: "POST", headers, body }).catch(() => undefined);

    // The answer may come before the body is through; the client may then see the connection end instead.
    expect([413, undefined]).toContain(answer?.status);
    expect(mock.world.export().tables.organizations).toEqual([]);
  });
});

function start<Options>(server: { listen(options: Options): void; close(): void }, options: Options): Interception {
  server.listen(options);
  return server;
}
