import { inspect } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { buildAuthorizationUrl } from "../../src/auth.ts";
import { createClient, createPublicClient } from "../../src/index.ts";
import { authenticate, getJwks } from "../../src/operations.ts";
import { failureOf } from "../probe.ts";
import { json, recorder } from "../recorder.ts";

const added: string[] = [];
afterEach(() => {
  for (const name of added.splice(0)) delete (globalThis as Record<string, unknown>)[name];
  delete process.env.WORKOS_API_KEY;
});

describe("secret keys, where the vendor's SDK", () => {
  it("sends the environment's key from a client without one: a public client has none to send", async () => {
    process.env.WORKOS_API_KEY = "sk_live_from_environment";
    const { fetch, requests } = recorder(json({ keys: [] }));
    const client = createPublicClient({ clientId: "client_1", fetch });

    await getJwks(client, { client_id: "client_1" });
    await authenticate(client, { grant_type: "authorization_code", code: "c", code_verifier: "v" });
    const url = buildAuthorizationUrl(client, { provider: "authkit", redirect_uri: "https://app.test" });

    const sent = requests.map(({ url: to, headers, body }) => `${to} ${JSON.stringify([...headers])} ${body}`);
    expect(`${sent.join()} ${url}`).not.toMatch(/sk_live|client_secret|[Bb]earer/);
  });

  it("takes a key where none should be: a public client does not, by type and at run time", async () => {
    const { fetch, requests } = recorder(json({ keys: [] }));
    // @ts-expect-error a public client has no key.
    const client = createPublicClient({ clientId: "client_1", apiKey: "sk_live_secret", fetch });

    await authenticate(client, { grant_type: "refresh_token", refresh_token: "r" });
    await expect(client.send({ method: "GET", route: "/organizations" })).rejects.toMatchObject({
      reason: "credentials_missing",
    });

    expect(JSON.stringify(requests)).not.toContain("sk_live");
  });

  it("reads the environment behind the caller's back: a client without a key says so", async () => {
    process.env.WORKOS_API_KEY = "sk_live_from_environment";
    const client = createClient({ clientId: "client_1", fetch: recorder(json({})).fetch });

    await expect(client.GET("/organizations")).rejects.toMatchObject({ reason: "credentials_missing" });
  });

  it("ignores fetch, time-out and retries of a public client: they are its own", async () => {
    let attempts = 0;
    const fetch = () => {
      attempts++;
      return new Promise<Response>(() => {});
    };
    const client = createPublicClient({
      clientId: "client_1",
      fetch,
      timeoutMs: 5,
      retries: 1,
      world: { random: () => 0 },
    });

    await expect(getJwks(client, { client_id: "client_1" })).rejects.toMatchObject({
      name: "TimeoutError",
      timeoutMs: 5,
    });
    expect(attempts).toBe(2);
  });

  it("prints the key with the client: nothing prints it", () => {
    const client = createClient({ apiKey: "sk_live_secret" });

    expect(inspect(client, { depth: 9, showHidden: true, getters: true })).not.toContain("sk_live");
    expect(JSON.stringify(client)).not.toContain("sk_live");
  });

  it("runs with a key in a browser: that is refused, unless told otherwise", () => {
    for (const name of ["window", "document"]) {
      added.push(name);
      Object.assign(globalThis, { [name]: {} });
    }

    expect(() => createClient({ apiKey: "sk_live_secret" })).toThrow(/createPublicClient/);
    expect(() => createClient({ apiKey: "sk_live_secret", dangerouslyAllowBrowser: true })).not.toThrow();
    expect(() => createPublicClient({ clientId: "client_1" })).not.toThrow();
  });

  it("logs what an error carries: keys and tokens stay out of messages, and bodies out of logs", async () => {
    const body = { message: "Bad key sk_live_secret.", pending_authentication_token: "pending_secret" };

    const failure = await failureOf(json(body, 403));

    expect(`${inspect(failure)} ${JSON.stringify(failure)}`).not.toMatch(/sk_live_secret|pending_secret/);
    expect(failure).toHaveProperty("body", body);
  });
});
