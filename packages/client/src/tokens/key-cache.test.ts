import { generateKeyPair } from "jose";
import { describe, expect, it, vi } from "vitest";
import { json } from "../../test/recorder.ts";
import { jwkOf, one, sign, signedTokens, two } from "../../test/signed-tokens.ts";
import type { Jwk } from "../generated/models.ts";
import { createKeyCache } from "./key-cache.ts";

const html = new Response("<html>", { headers: { "content-type": "text/html" } });
const own = await jwkOf(one, "k1");

describe("a list of keys", () => {
  it.each([
    ["a page", html],
    ["nothing", new Response("")],
    ["null", json(null)],
    ["no list", json({})],
    ["something else", json({ keys: {} })],
    ["no keys", json({ keys: [] })],
    ["no key for signatures", json({ keys: [{ ...own, use: "enc" }] })],
    ["an error", json({ message: "Down." }, 500)],
    ["an answer for another client", json({ message: "Not found." }, 404)],
  ])("that is %s proves no token wrong: 503, and the keys before it serve on", async (_, reply) => {
    const cold = await signedTokens();
    cold.answer(async () => reply.clone());
    const warm = await signedTokens();
    const token = await warm.token({ exp: 99_999 });
    await warm.verifier.verify(token);
    await warm.world.sleep(700_000);
    warm.answer(async () => reply.clone());

    await expect(cold.verifier.verify(token)).rejects.toMatchObject({ reason: "keys_unavailable", status: 503 });
    await expect(warm.verifier.verify(token)).resolves.toMatchObject({ sub: "user_1" });
    expect(warm.fetched).toHaveLength(2);
  });

  it.each([
    ["a broken number", { n: "!" }],
    ["no number", { n: undefined }],
    ["too short a number", { n: own.n?.slice(0, 100) }],
  ])("whose key has %s proves no token wrong: 503", async (_, changes) => {
    const { verifier, token, answer } = await signedTokens();
    answer(async () => json({ keys: [{ ...own, ...changes }] }));

    await expect(verifier.verify(await token())).rejects.toMatchObject({ reason: "keys_unavailable", status: 503 });
  });

  it("may hold what is no key of ours, before and after, under the same name", async () => {
    const { verifier, token, answer } = await signedTokens();
    const elliptic = await jwkOf(await generateKeyPair("ES256", { extractable: true }), "k1", { alg: "ES256" });
    const others = [null, 5, {}, { kid: "k1" }, elliptic, { kty: "oct", k: "c2VjcmV0", kid: "k1" }];
    const sealing = await jwkOf(two, "k1", { use: "enc", alg: "RSA-OAEP" });
    answer(async () => json({ keys: [...others, sealing, own, ...others, sealing] }));

    await expect(verifier.verify(await token())).resolves.toMatchObject({ sub: "user_1" });
  });

  it("may give two keys one name: either signs, no third does", async () => {
    const { verifier, token, answer } = await signedTokens();
    answer(async () => json({ keys: [own, await jwkOf(two, "k1")] }));
    const third = await generateKeyPair("RS256");

    await expect(verifier.verify(await token({}, "k1", one))).resolves.toBeDefined();
    await expect(verifier.verify(await token({}, "k1", two))).resolves.toBeDefined();
    await expect(verifier.verify(await sign({}, {}, third))).rejects.toMatchObject({ reason: "signature" });
    await expect(verifier.verify(await token({ exp: 1 }, "k1", one))).rejects.toMatchObject({ reason: "expired" });
  });

  it("may give a key that cannot be used the name of one that can", async () => {
    const { verifier, token, answer } = await signedTokens();
    answer(async () => json({ keys: [{ ...own, n: "!" }, own, { ...own, n: "short" }] }));

    await expect(verifier.verify(await token())).resolves.toMatchObject({ sub: "user_1" });
    // Whether the unusable one has signed this, nobody knows.
    await expect(verifier.verify(await token({}, "k1", two))).rejects.toMatchObject({ status: 503 });
  });

  it("costs what is used of it, however long it is", async () => {
    const { verifier, token, answer } = await signedTokens();
    answer(async () => json({ keys: Array.from({ length: 500 }, (_, index) => ({ ...own, kid: `k${index}` })) }));
    const importKey = vi.spyOn(crypto.subtle, "importKey");

    await verifier.verify(await token());
    await verifier.verify(await token());

    expect(importKey.mock.calls.filter(([format]) => String(format) === "jwk")).toHaveLength(1);
    importKey.mockRestore();
  });

  it("may fail and then be there: a second later it is asked for again", async () => {
    const { verifier, token, fail, serve, world, fetched } = await signedTokens();
    fail();
    await expect(verifier.verify(await token())).rejects.toMatchObject({ status: 503 });
    serve("k1");

    await expect(verifier.verify(await token())).rejects.toMatchObject({ status: 503 });
    await world.sleep(1001);
    await expect(verifier.verify(await token())).resolves.toBeDefined();
    expect(fetched).toHaveLength(2);
  });
});

describe("a key that nobody knows", () => {
  it("is looked for once by all who ask at the same time, and again after the cool-down", async () => {
    const { verifier, token, world, fetched } = await signedTokens();
    await verifier.verify(await token());
    const forge = () =>
      Promise.allSettled(Array.from({ length: 50 }, async (_, i) => verifier.verify(await token({}, `k${i + 9}`))));

    await forge();
    await world.sleep(30_001);
    await forge();
    await world.sleep(30_000);
    await forge();

    expect(fetched).toHaveLength(2);
  });

  it("may be a key of another client id, whose verifier has keys and issuers of its own", async () => {
    const ours = await signedTokens();
    const theirs = await signedTokens({ clientId: "client_2" });
    theirs.serve("k2");
    const iss = "https://api.workos.com/user_management/client_2";
    const token = await sign({ iss }, { kid: "k2" }, two);

    await expect(theirs.verifier.verify(token)).resolves.toMatchObject({ iss });
    await expect(ours.verifier.verify(token)).rejects.toMatchObject({ reason: "unknown_key" });
    await expect(theirs.verifier.verify(await ours.token())).rejects.toMatchObject({ reason: "unknown_key" });
    expect([...ours.fetched, ...theirs.fetched].map((url) => url.split("/").at(-1))).toEqual(["client_1", "client_2"]);
  });
});

describe("keys that grow old", () => {
  it("serve on after five seconds when the API does not answer, and nobody waits for the next half minute", async () => {
    const { verifier, token, answer, world, fetched } = await signedTokens();
    const good = await token({ exp: 99_999 });
    await verifier.verify(good);
    await world.sleep(700_000);
    answer(() => new Promise(() => {}));
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });

    const all = Promise.all(Array.from({ length: 20 }, () => verifier.verify(good)));
    await vi.waitFor(() => expect(fetched).toHaveLength(2));
    await vi.advanceTimersByTimeAsync(5_000);

    expect(await all).toHaveLength(20);
    await world.sleep(29_000);
    await expect(verifier.verify(good)).resolves.toBeDefined();
    expect(fetched).toHaveLength(2);
    vi.useRealTimers();
  });

  it("do not wait for a fetch that was lost together with the request that began it", async () => {
    const { verifier, token, answer, serve, world } = await signedTokens();
    answer(() => new Promise(() => {}));
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    void verifier.verify(await token()).catch(() => {});
    await world.sleep(16_000);
    serve("k1");

    await expect(verifier.verify(await token())).resolves.toMatchObject({ sub: "user_1" });
    vi.useRealTimers();
  });

  it("are fetched by who has waited too long for a fetch that was lost, once for all of them", async () => {
    const replies = [() => new Promise<never>(() => {}), async () => [own as Jwk], async () => []];
    let fetches = 0;
    const fetchKeys = () => replies[fetches++]?.() ?? Promise.reject(new Error("No more."));
    const keysOf = createKeyCache(fetchKeys, { maxAgeMs: 600_000, cooldownMs: 30_000, now: () => 1_000 });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });

    void keysOf("k1");
    const all = Promise.all([keysOf("k1"), keysOf("k1"), keysOf("k1")]);
    await vi.advanceTimersByTimeAsync(6_000);

    expect((await all).map((keys) => keys.length)).toEqual([1, 1, 1]);
    expect([fetches, vi.getTimerCount()]).toEqual([2, 0]);
    vi.useRealTimers();
  });

  it("are fetched again although a clock was put back", async () => {
    const { verifier, token, serve, world, fetched } = await signedTokens();
    const old = await token({ iat: 0, exp: 99_999 });
    await world.sleep(3_600_000);
    await verifier.verify(old);
    serve("k1", "k2");
    await world.sleep(-3_000_000);

    await expect(verifier.verify(await token({ exp: 99_999 }, "k2", two))).resolves.toBeDefined();
    expect(fetched).toHaveLength(2);
  });

  it("are replaced: what a key signed that was taken away is refused", async () => {
    const { verifier, token, serve, world } = await signedTokens();
    const good = await token({ exp: 99_999 });
    await verifier.verify(good);
    serve("k2");
    await world.sleep(600_000);
    await expect(verifier.verify(good)).resolves.toBeDefined();

    await world.sleep(1);
    await expect(verifier.verify(good)).rejects.toMatchObject({ reason: "unknown_key", status: 401 });
  });
});
