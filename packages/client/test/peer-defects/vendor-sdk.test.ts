import { describe, expect, it } from "vitest";
import { authenticateWithRefreshToken } from "../../src/auth.ts";
import { createClient } from "../../src/index.ts";
import {
  authenticate,
  createMagicAuth,
  createOrganization,
  deleteOrganization,
  getOrganization,
  listDirectoryUsers,
  listUsers,
  updateOrganization,
} from "../../src/operations.ts";
import { createSessions } from "../../src/session.ts";
import { createTokenVerifier } from "../../src/tokens.ts";
import { page, setUp } from "../probe.ts";
import { json, recorder, refused } from "../recorder.ts";
import { tokenWorld } from "../token-world.ts";

// One test for each thing that was seen to go wrong with `@workos-inc/node` 11, and must not go wrong here.
describe("paging, where the vendor's SDK", () => {
  it("fetches the first page twice: no page is fetched twice", async () => {
    const { client, requests } = setUp({}, page(["1", "2"], "2"), page(["3"], null));
    const first = await listUsers(client);

    const rest = await first.next();

    expect([first.data.length, rest?.data.length, requests.length]).toEqual([2, 1, 2]);
  });

  it("sleeps between pages: nothing sleeps", async () => {
    const { client, world } = setUp({}, page(["1"], "1"), page(["2"], null));

    await listUsers(client).collect();

    expect(world.sleeps).toEqual([]);
  });

  it("stops after one page when a limit is given: the limit is the size of a page", async () => {
    const { client, requests } = setUp({}, page(["1", "2"], "2"), page(["3"], null));

    const items = await listDirectoryUsers(client, { directory: "directory_1", limit: 2 }).collect();

    expect(items).toHaveLength(3);
    expect(requests.map(({ url }) => url.searchParams.get("limit"))).toEqual(["2", "2"]);
  });

  it("cannot be iterated: lists are iterated", async () => {
    const { client } = setUp({}, page(["1", "2"], "2"), page(["3"], null));

    const ids: string[] = [];
    for await (const { id } of listUsers(client)) ids.push(id);

    expect(ids).toEqual(["1", "2", "3"]);
  });

  it("always adds an order: none is sent that was not asked for", async () => {
    const { client, requests } = setUp({}, page(["1"], null));

    await listUsers(client);

    expect(requests[0]?.url.search).toBe("");
  });
});

describe("writes, where the vendor's SDK", () => {
  const failures = [json({}, 500), json({}, 503), json({}, 408), refused("ECONNRESET")];

  it("mails four times after a failure: once, whatever the answer", async () => {
    for (const reply of failures) {
      const { client, requests } = setUp({}, reply);

      await createMagicAuth(client, { email: "a@b.test" }).catch(() => {});

      expect(requests).toHaveLength(1);
    }
  });

  it("presents a refresh token four times: once, whatever the answer", async () => {
    for (const reply of failures) {
      const { client, requests } = setUp({}, reply);

      await authenticateWithRefreshToken(client, { refresh_token: "r" }).catch(() => {});

      expect(requests).toHaveLength(1);
    }
  });

  it("creates four times after a failure: once, unless the caller names the write", async () => {
    const { client, requests } = setUp({}, json({}, 503));

    await createOrganization(client, { name: "Acme" }).catch(() => {});

    expect(requests).toHaveLength(1);
  });

  it("sends the key of a token exchange as Bearer too: it travels in the body alone", async () => {
    const { client, requests } = setUp({}, json({}));

    await authenticate(client, { grant_type: "password", email: "a@b.test", password: "p" });

    expect(requests[0]?.headers.has("authorization")).toBe(false);
    expect(requests[0]?.body?.match(/sk_test/g)).toHaveLength(1);
  });

  it("sends DELETE /organizations/ for an empty id: nothing is sent", async () => {
    const { client, requests } = setUp({}, json({}));

    await expect(deleteOrganization(client, { id: "" })).rejects.toMatchObject({ reason: "path_parameter" });
    expect(requests).toHaveLength(0);
  });

  it("could not clear a field: null is sent as null", async () => {
    const { client, requests } = setUp({}, json({}));

    await updateOrganization(client, { id: "org_1", external_id: null });

    expect(requests[0]?.body).toBe('{"external_id":null}');
  });
});

describe("answers, where the vendor's SDK", () => {
  it("drops fields that it does not know: they are kept", async () => {
    const { client } = setUp({}, json({ id: "org_1", brand_new_field: { nested: true } }));

    expect(await getOrganization(client, { id: "org_1" })).toEqual({ id: "org_1", brand_new_field: { nested: true } });
  });

  it("refreshes a session to the user of the old cookie: the user is the refreshed one", async () => {
    const { client, authentication } = await tokenWorld();
    const sessions = createSessions(client, { password: "a password of at least thirty-two characters" });
    const cookie = (await sessions.start(await authentication())).split(";")[0] ?? "";

    const session = await sessions.refresh(new Request("https://app.test", { headers: { cookie } }));

    expect(session).toMatchObject({ isSignedIn: true, user: { last_name: "Changed" } });
  });

  it("does not check who issued an access token: the issuer is checked", async () => {
    const { client, authentication } = await tokenWorld();
    const { access_token } = await authentication();

    const verifier = createTokenVerifier(client, { issuer: "https://auth.acme.test" });

    await expect(verifier.verify(access_token)).rejects.toMatchObject({ reason: "issuer", status: 401 });
  });
});

describe("set-up, where the vendor's SDK", () => {
  it("forgets the path of the address: it is kept", async () => {
    const { client, requests } = setUp({ baseUrl: "https://proxy.test/workos/" }, json({}));

    await getOrganization(client, { id: "org_1" });

    expect(requests[0]?.url.href).toBe("https://proxy.test/workos/organizations/org_1");
  });

  it("takes the name of the application and ignores it: it is in the User-Agent", async () => {
    const { client, requests } = setUp({ appInfo: { name: "acme", version: "1.2" } }, json({}));

    await getOrganization(client, { id: "org_1" });

    expect(requests[0]?.headers.get("user-agent")).toMatch(/^workos-kit\/\S+ acme\/1\.2$/);
  });

  it("cannot set time, retries or signal of one call: every call takes them", async () => {
    const { client, requests } = setUp({ retries: 5 }, json({}, 503));
    const signal = AbortSignal.abort(new Error("Enough."));

    await getOrganization(client, { id: "org_1" }, { retries: 0 }).catch(() => {});
    const stopped = getOrganization(client, { id: "org_1" }, { signal });

    await expect(stopped).rejects.toThrow("Enough.");
    expect(requests).toHaveLength(1);
  });

  it("takes idempotency keys on five methods: every call takes one", async () => {
    const { client, requests } = setUp({}, json({}));

    await createOrganization(client, { name: "Acme" }, { idempotencyKey: "import-7" });
    await client.POST("/organizations", { body: { name: "Acme" }, idempotencyKey: "import-8" });

    expect(requests.map(({ headers }) => headers.get("idempotency-key"))).toEqual(["import-7", "import-8"]);
  });

  it("hides its requests: a fetch of the caller's sends them, with every kind of client", async () => {
    const { fetch, requests } = recorder(json({}));

    await getOrganization(createClient({ apiKey: "sk_test", fetch }), { id: "org_1" });

    expect(requests[0]?.url.href).toBe("https://api.workos.com/organizations/org_1");
  });
});
