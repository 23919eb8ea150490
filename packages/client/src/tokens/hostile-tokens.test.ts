import { exportJWK, exportSPKI, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { one, sign, signedTokens, standardClaims, two } from "../../test/signed-tokens.ts";

const good = await sign({}, {}, one);
const [head, body, signature] = good.split(".");
const headed = (header: object) => `${btoa(JSON.stringify(header)).replace(/=+$/, "")}.${body}.${signature}`;

describe("a forged token", () => {
  it.each([
    ["no algorithm", "algorithm", headed({ alg: "none", kid: "k1" })],
    ["no algorithm, loudly", "algorithm", headed({ alg: "NONE", kid: "k1" })],
    ["no algorithm and no signature", "algorithm", headed({ alg: "none" }).replace(/[^.]+$/, "")],
    ["another algorithm of the same key", "algorithm", headed({ alg: "RS384", kid: "k1" })],
    ["an extension nobody knows", "algorithm", headed({ alg: "RS256", kid: "k1", crit: ["x"], x: 1 })],
    ["another payload", "signature", `${head}.${btoa('{"sub":"user_2"}')}.${signature}`],
    ["no signature", "signature", `${head}.${body}.`],
    ["a signature with more behind it", "signature", `${good}AAAA`],
    ["space before it", "signature", ` ${good}`],
  ])("with %s is refused", async (_, reason, token) => {
    const { verifier } = await signedTokens();

    await expect(verifier.verify(token)).rejects.toMatchObject({ reason, status: 401 });
  });

  it("that takes the public key for a shared secret is refused, before any key is fetched", async () => {
    const { verifier, fetched } = await signedTokens();
    const secret = new TextEncoder().encode(await exportSPKI(one.publicKey));
    const token = await new SignJWT(standardClaims).setProtectedHeader({ alg: "HS256", kid: "k1" }).sign(secret);

    await expect(verifier.verify(token)).rejects.toMatchObject({ reason: "algorithm", status: 401 });
    expect(fetched).toEqual([]);
  });

  it("that brings its own key, or says where one is, is checked with ours", async () => {
    const { verifier, fetched } = await signedTokens();
    const jwk = await exportJWK(two.publicKey);

    for (const header of [{ jwk }, { jku: "https://evil.test/jwks" }, { x5u: "https://evil.test/x" }]) {
      await expect(verifier.verify(await sign({}, header, two))).rejects.toMatchObject({ reason: "signature" });
    }
    expect(fetched).toEqual(["https://api.workos.com/sso/jwks/client_1"]);
  });

  it.each([undefined, "", "__proto__", "constructor", "../k1", "k1\0", 1, { k1: 1 }, ["k1"]])(
    "whose key is called %j is refused",
    async (kid) => {
      const { verifier } = await signedTokens();

      await expect(verifier.verify(await sign({}, { kid: kid as never }, one))).rejects.toMatchObject({
        reason: "unknown_key",
        status: 401,
      });
    },
  );

  it.each([undefined, null, 5, {}, "", "a", "a.b", "a.b.c", "a.b.c.d.e", ".".repeat(2 ** 20), "a".repeat(2 ** 20)])(
    "that is no token at all is malformed",
    async (token) => {
      const { verifier, fetched } = await signedTokens();

      await expect(verifier.verify(token as never)).rejects.toMatchObject({ reason: "malformed", status: 401 });
      expect(fetched).toEqual([]);
    },
  );

  it("of a megabyte takes no longer than a megabyte", async () => {
    const { verifier } = await signedTokens();
    const start = performance.now();

    for (const token of [`${good}${"A".repeat(2 ** 20)}`, `${head}.${"A".repeat(2 ** 20)}.${signature}`]) {
      await expect(verifier.verify(token)).rejects.toMatchObject({ reason: "signature" });
    }

    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

describe("the clock, at second 1000 and with five seconds forgiven", () => {
  it.each([
    [{ exp: 996 }, "good"],
    [{ exp: 995 }, "expired"],
    [{ nbf: 1005 }, "good"],
    [{ nbf: 1006 }, "not_yet_valid"],
    // Nothing follows from when a token says it was made: its issuer decides from when it counts, by `nbf`.
    [{ iat: 5000 }, "good"],
    [{ iat: "1000" }, "claim"],
    [{ exp: "1300" }, "claim"],
    [{ exp: null }, "claim"],
  ])("finds a token with %j %s", async (claims, outcome) => {
    await expectOutcome(outcome, claims);
  });

  it("forgives nothing where nothing is to be forgiven, and more where more is", async () => {
    await expectOutcome("expired", { exp: 1000 }, { clockToleranceSeconds: 0 });
    await expectOutcome("good", { exp: 1001 }, { clockToleranceSeconds: 0 });
    await expectOutcome("good", { exp: 941 }, { clockToleranceSeconds: 60 });
    await expectOutcome("expired", { exp: 940 }, { clockToleranceSeconds: 60 });
  });
});

describe("who issued a token, and for whom", () => {
  const several = { issuer: ["https://auth.acme.test", "https://auth.blue.test"] };

  it.each([
    ["good", { iss: "https://auth.blue.test" }, several],
    // Named issuers replace the API's own.
    ["issuer", { iss: "https://api.workos.com" }, several],
    ["issuer", { iss: "https://auth.blue.test/" }, several],
    ["issuer", { iss: ["https://auth.blue.test"] }, several],
    ["issuer", { iss: "https://api.workos.com.evil.test" }, {}],
    ["issuer", { iss: "HTTPS://api.workos.com" }, {}],
    ["claim", { iss: undefined }, {}],
    ["issuer", {}, { issuer: "" }],
    ["issuer", {}, { issuer: [] }],
    ["good", { aud: ["other", "mine"] }, { audience: "mine" }],
    ["good", { aud: "mine" }, { audience: ["yours", "mine"] }],
    ["audience", { aud: ["other"] }, { audience: ["yours", "mine"] }],
    ["audience", { aud: "mine" }, { audience: "" }],
    ["audience", { aud: "mine" }, { audience: [] }],
    ["good", { aud: "whoever" }, {}],
  ])("is %s for %j with %j", async (outcome, claims, options) => {
    await expectOutcome(outcome, claims, options);
  });
});

async function expectOutcome(outcome: string, claims: object, options = {}): Promise<void> {
  const { verifier } = await signedTokens(options);
  const verified = verifier.verify(await sign(claims, {}, one));
  if (outcome === "good") await expect(verified).resolves.toMatchObject({ sub: "user_1" });
  else await expect(verified).rejects.toMatchObject({ reason: outcome, status: 401 });
}
