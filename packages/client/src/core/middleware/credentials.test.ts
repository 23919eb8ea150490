import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { json, recorder } from "../../../test/recorder.ts";
import { createClient, createPublicClient } from "../../client.ts";
import { authenticate, createDeviceAuthorization, getOrganization, getProfile } from "../../operations.ts";
import { createCore } from "../core.ts";
import { ConfigurationError } from "../errors/errors.ts";

const secret = "sk_test_very_secret";

describe("credentials", () => {
  it("sends the key as a Bearer token", async () => {
    const { fetch, requests } = recorder();

    await getOrganization(createCore({ apiKey: secret, fetch }), { id: "org_1" });

    expect(requests[0]?.headers.get("authorization")).toBe(`Bearer ${secret}`);
  });

  it("asks a key function anew for each call", async () => {
    const { fetch, requests } = recorder();
    let count = 0;
    const core = createCore({ apiKey: async () => `sk_${++count}`, fetch });

    await getOrganization(core, { id: "org_1" });
    await getOrganization(core, { id: "org_1" }, { apiKey: "sk_other" });
    await getOrganization(core, { id: "org_1" });

    expect(requests.map((each) => each.headers.get("authorization"))).toEqual([
      "Bearer sk_1",
      "Bearer sk_other",
      "Bearer sk_2",
    ]);
  });

  it("sends the secret of a token exchange in the body, and nowhere else", async () => {
    const { fetch, requests } = recorder();
    const core = createCore({ apiKey: secret, clientId: "client_1", fetch });

    await authenticate(core, { grant_type: "authorization_code", code: "abc" });

    expect(requests[0]?.headers.has("authorization")).toBe(false);
    expect(JSON.parse(requests[0]?.body ?? "")).toEqual({
      client_id: "client_1",
      grant_type: "authorization_code",
      code: "abc",
      client_secret: secret,
    });
  });

  it("keeps what the caller says about client id and secret", async () => {
    const { fetch, requests } = recorder();
    const core = createCore({ apiKey: secret, clientId: "client_1", fetch });

    await authenticate(core, { grant_type: "refresh_token", refresh_token: "r", client_id: "c", client_secret: "s" });

    expect(JSON.parse(requests[0]?.body ?? "")).toMatchObject({ client_id: "c", client_secret: "s" });
  });

  it("sends no secret with the grants of public clients", async () => {
    const { fetch, requests } = recorder();
    const core = createCore({ apiKey: secret, clientId: "client_1", fetch });

    await createDeviceAuthorization(core, {});
    await authenticate(core, { grant_type: "urn:ietf:params:oauth:grant-type:device_code", device_code: "d" });

    for (const request of requests) {
      expect(JSON.stringify([...request.headers]) + request.body).not.toContain(secret);
      expect(request.body).toContain("client_1");
    }
  });

  it("asks with the caller's token where the API wants one", async () => {
    const { fetch, requests } = recorder();
    const core = createCore({ apiKey: secret, fetch });

    await getProfile(core, { access_token: "sso_token" });

    expect(requests[0]?.headers.get("authorization")).toBe("Bearer sso_token");
    expect(requests[0]?.url.search).toBe("");
  });

  it("says what is missing before anything is sent", async () => {
    const { fetch, requests } = recorder();

    const failure = await getOrganization(createCore({ fetch }), { id: "org_1" }).catch((error: unknown) => error);

    expect(failure).toSatisfy((error) => ConfigurationError.isInstance(error));
    expect(failure).toMatchObject({ reason: "credentials_missing" });
    expect(requests).toHaveLength(0);
  });

  it.each([["sk_with\nnewline"], ["schlüssel"], [" sk"], [""]])("refuses the key %j without repeating it", (apiKey) => {
    expect(() => createCore({ apiKey })).toThrow(/^The key or token is malformed\.$/);
  });
});

describe("createPublicClient", () => {
  it("cannot send a key, not even the environment's", async () => {
    const { fetch, requests } = recorder();
    const before = process.env.WORKOS_API_KEY;
    process.env.WORKOS_API_KEY = secret;
    const client = createPublicClient({ clientId: "client_1", fetch });

    await authenticate(client, { grant_type: "authorization_code", code: "abc", code_verifier: "v" });
    // @ts-expect-error an operation that needs a key does not take a public client
    await expect(getOrganization(client, { id: "org_1" })).rejects.toMatchObject({ reason: "credentials_missing" });

    process.env.WORKOS_API_KEY = before;
    expect(requests).toHaveLength(1);
    expect(JSON.stringify([...(requests[0]?.headers ?? [])]) + requests[0]?.body).not.toContain(secret);
  });
});

describe("the key of a client", () => {
  it("cannot be printed", async () => {
    const client = createClient({ apiKey: secret, logger: console });

    const printed = [inspect(client, { depth: 9, showHidden: true }), JSON.stringify(client), String(client.send)];

    expect(printed.join()).not.toContain(secret);
  });

  it("is refused where a browser's globals are", () => {
    Object.assign(globalThis, { window: {}, document: {} });
    try {
      expect(() => createCore({ apiKey: secret })).toThrow(/No keys in browsers/);
      expect(() => createCore({ apiKey: secret, dangerouslyAllowBrowser: true })).not.toThrow();
      expect(() => createPublicClient({ clientId: "client_1" })).not.toThrow();
    } finally {
      Reflect.deleteProperty(globalThis, "window");
      Reflect.deleteProperty(globalThis, "document");
    }
  });

  it("does not reach hooks, logs or errors", async () => {
    const seen: unknown[] = [];
    const log = (line: string) => void seen.push(line);
    const note = (view: unknown) => void seen.push(inspect(view, { depth: 9 }));
    const { fetch } = recorder(
      json({ message: `Invalid key ${secret}` }, 429),
      json({ message: `Bad ${secret}` }, 401),
    );
    const client = createClient({
      apiKey: secret,
      fetch,
      logger: { debug: log, warn: log, error: log },
      hooks: { onRequest: note, onResponse: note, onRetry: note, onError: note },
      world: { sleep: async () => {} },
    });

    const failure = await getOrganization(client, { id: "org_1" }).catch((error: unknown) => error);
    seen.push(inspect(failure), JSON.stringify(failure), String(failure));

    expect(seen.length).toBeGreaterThan(7);
    expect(seen.join("\n")).not.toContain(secret);
  });
});
