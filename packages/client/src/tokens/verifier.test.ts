import { SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { signedTokens as setUp, two } from "../../test/signed-tokens.ts";
import { createPublicClient } from "../client.ts";
import { decodeAccessToken, readBearerToken } from "./claims.ts";
import { TokenError } from "./token-error.ts";
import { createTokenVerifier } from "./verifier.ts";

describe("createTokenVerifier", () => {
  it("gives the claims of a good token, fetching the keys once for all who wait", async () => {
    const { verifier, fetched, token } = await setUp();

    const all = await Promise.all(Array.from({ length: 20 }, async () => verifier.verify(await token())));

    expect(all[0]).toMatchObject({ sub: "user_1", sid: "session_1", org_id: "org_1" });
    expect(fetched).toEqual(["https://api.workos.com/sso/jwks/client_1"]);
  });

  it.each([
    ["https://api.workos.com"],
    ["https://api.workos.com/"],
    ["https://api.workos.com/user_management/client_1"],
  ])("accepts the issuer %s", async (iss) => {
    const { verifier, token } = await setUp();

    await expect(verifier.verify(await token({ iss }))).resolves.toMatchObject({ iss });
  });

  it.each([
    ["issuer", { iss: "https://api.workos.com/user_management/client_2" }, {}],
    ["issuer", { iss: "https://evil.test" }, {}],
    ["expired", { exp: 900 }, {}],
    ["not_yet_valid", { nbf: 2000 }, {}],
    ["claim", { sid: undefined }, {}],
    ["claim", { exp: undefined }, {}],
    ["audience", { aud: "other" }, { audience: "mine" }],
    ["claim", {}, { audience: "mine" }],
  ] as const)("refuses a token for its %s (%j)", async (reason, claims, options) => {
    const { verifier, token } = await setUp(options);

    await expect(verifier.verify(await token(claims))).rejects.toMatchObject({
      name: "TokenError",
      reason,
      status: 401,
    });
  });

  it("forgives the clock a little", async () => {
    const { verifier, token } = await setUp();

    await expect(verifier.verify(await token({ exp: 996 }))).resolves.toBeDefined();
  });

  it("refuses a forged signature, another algorithm and what is no token", async () => {
    const { verifier, token } = await setUp();
    const [head, body, signature] = (await token()).split(".");
    const unsigned = `${btoa('{"alg":"none"}')}.${body}.`;
    const symmetric = await new SignJWT({}).setProtectedHeader({ alg: "HS256", kid: "k1" }).sign(new Uint8Array(32));

    await expect(verifier.verify(`${head}.${body}.${signature?.replace(/^.{4}/, "AAAA")}`)).rejects.toMatchObject({
      reason: "signature",
    });
    await expect(verifier.verify(symmetric)).rejects.toMatchObject({ reason: "algorithm" });
    for (const bad of ["", "a.b", "a.b.c", unsigned]) {
      await expect(verifier.verify(bad)).rejects.toMatchObject({ status: 401 });
    }
  });

  it("fetches anew for a key it does not know, but not for every forged token", async () => {
    const { verifier, fetched, token, serve, world } = await setUp();
    await verifier.verify(await token());
    await world.sleep(31_000);
    serve("k1", "k2");

    await expect(verifier.verify(await token({}, "k2", two))).resolves.toBeDefined();
    for (let index = 0; index < 50; index++) {
      await expect(verifier.verify(await token({}, `forged_${index}`))).rejects.toMatchObject({
        reason: "unknown_key",
      });
    }

    expect(fetched).toHaveLength(2);
  });

  it("serves on with old keys while new ones cannot be had, and says 503 when there are none", async () => {
    const { verifier, token, world, fail } = await setUp();
    await verifier.verify(await token({ exp: 99_999 }));
    await world.sleep(700_000);
    fail();

    await expect(verifier.verify(await token({ exp: 99_999 }))).resolves.toBeDefined();
    const unknown = await verifier.verify(await token({ exp: 99_999 }, "k9")).catch((error: unknown) => error);

    expect(TokenError.isInstance(unknown) && [unknown.reason, unknown.status]).toEqual(["keys_unavailable", 503]);
  });

  it("does not ask a failing API again at once", async () => {
    const { verifier, token, fail, fetched, world } = await setUp();
    fail();

    for (let index = 0; index < 5; index++) {
      await expect(verifier.verify(await token())).rejects.toMatchObject({ reason: "keys_unavailable" });
    }

    expect(fetched).toHaveLength(1);
    await world.sleep(1001);
    await expect(verifier.verify(await token())).rejects.toMatchObject({ status: 503 });
    expect(fetched).toHaveLength(2);
  });

  it.each([undefined, ""])("needs a client id, but not before there is a token: %j", async (clientId) => {
    const verifier = createTokenVerifier(createPublicClient({ clientId: clientId as never }));

    await expect(verifier.verify("")).rejects.toThrow(/client id/);
  });
});

it("decodes a token without checking it, and reads a Bearer header", async () => {
  const { token } = await setUp();
  const headers = new Headers({ authorization: "bearer a.b-c.d_e" });

  expect(decodeAccessToken(await token({ name: "Zoë" }))).toMatchObject({ sub: "user_1", name: "Zoë" });
  expect(() => decodeAccessToken("nonsense")).toThrow(/not a signed token/);
  expect(readBearerToken({ headers })).toBe("a.b-c.d_e");
  expect(readBearerToken({ headers: new Headers({ authorization: "Basic abc" }) })).toBeUndefined();
});

it.each(["5", "null", '"text"', "[1]", "{", ""])("decodes no token whose claims are %s", (claims) => {
  expect(() => decodeAccessToken(`e30.${btoa(claims)}.`)).toThrow(expect.objectContaining({ reason: "malformed" }));
});

it.each([
  ["Bearer a.b.c", "a.b.c"],
  ["bearer   a.b.c==", "a.b.c=="],
  ["Bearer", undefined],
  ["Bearer ", undefined],
  ["Bearer a b", undefined],
  ["Bearer a.b.c, Bearer d.e.f", undefined],
  ["BearerX a.b.c", undefined],
  ["DPoP a.b.c", undefined],
])("reads of %j the token %j", (authorization, token) => {
  expect(readBearerToken({ headers: { get: (name) => (name === "authorization" ? authorization : null) } })).toBe(
    token,
  );
});
