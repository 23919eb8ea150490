import { describe, expect, expectTypeOf, it } from "vitest";
import { one, sign, signedTokens, two } from "../../test/signed-tokens.ts";
import { createClient } from "../client.ts";
import type { MachineTokenClaims, UserTokenClaims } from "./connect-claims.ts";
import { type ConnectTokenVerifierOptions, createConnectTokenVerifier } from "./connect-verifier.ts";
import { createTokenVerifier } from "./verifier.ts";

const issuer = "https://acme.authkit.app";
const mcp = "https://mcp.acme.test";

// The claims by the page of the vendor, at second 1000. `client_1` is the environment.
const common = { iss: issuer, aud: "client_1", jti: "01K", org_id: "org_1", scope: "reports:read" };
const ofMachine = { ...common, sid: undefined, sub: "client_job", client_id: "client_job" };
const ofUser = { ...common, sid: "app_consent_1", sub: "user_1", client_id: "client_cli" };
const ofSession = { aud: "client_1", jti: "01K", sid: "session_1" };
const ofIdToken = { iss: issuer, aud: "client_cli", sid: undefined, org_id: undefined, name: "Ada" };

type Kind = "user" | "machine" | "either";

async function connect<Own extends Kind>(options: Partial<ConnectTokenVerifierOptions<Own>> & { kind: Own }) {
  const { client, world, ...rest } = await signedTokens();
  return { ...rest, client, world, verifier: createConnectTokenVerifier(client, { issuer, world, ...options }) };
}

describe("createConnectTokenVerifier", () => {
  it("gives the claims of a machine, with the keys of the AuthKit domain, fetched once", async () => {
    const { verifier, fetched, token } = await connect({ kind: "machine" });

    const [claims] = await Promise.all(Array.from({ length: 20 }, async () => verifier.verify(await token(ofMachine))));

    expect(claims).toMatchObject({ sub: "client_job", org_id: "org_1", scope: "reports:read" });
    expectTypeOf(verifier.verify).returns.resolves.toEqualTypeOf<MachineTokenClaims>();
    expect(fetched).toEqual(["https://acme.authkit.app/oauth2/jwks"]);
  });

  it("gives the claims of a user who let an application in", async () => {
    const { verifier, token } = await connect({ kind: "user" });

    const claims = await verifier.verify(await token(ofUser));

    expect(claims).toMatchObject({ sub: "user_1", sid: "app_consent_1", client_id: "client_cli" });
    expectTypeOf(claims).toEqualTypeOf<UserTokenClaims>();
  });

  it("tells machines from users by sid where both are accepted", async () => {
    const { verifier, token } = await connect({ kind: "either", audience: mcp });

    const machine = await verifier.verify(await token(ofMachine));
    const user = await verifier.verify(await token({ ...ofUser, aud: mcp }));

    expect([machine.sid, user.sid]).toEqual([undefined, "app_consent_1"]);
    if (user.sid !== undefined) expectTypeOf(user).toEqualTypeOf<UserTokenClaims>();
    else expectTypeOf(user).toEqualTypeOf<MachineTokenClaims>();
  });

  it.each([
    ["kind", "machine", ofUser],
    ["kind", "machine", { ...ofSession, iss: issuer }],
    ["kind", "machine", { ...ofMachine, client_id: "client_other" }],
    ["kind", "user", ofMachine],
    ["kind", "user", { ...ofSession, iss: issuer }],
    ["kind", "either", { ...ofSession, iss: issuer }],
    ["issuer", "user", ofSession],
    ["issuer", "either", { ...ofMachine, iss: "https://blue.authkit.app" }],
    ["issuer", "either", { ...ofMachine, iss: `${issuer}.evil.test` }],
    // An ID token says who somebody is, not what may be done; the same keys sign it.
    ["claim", "user", ofIdToken],
    ["kind", "machine", { ...ofIdToken, jti: "01K", client_id: "client_cli" }],
    ["kind", "either", { ...ofIdToken, jti: "01K", aud: "client_1" }],
    ["kind", "user", { ...ofUser, sid: ["session_1"] }],
    ["kind", "either", { ...ofUser, sid: null }],
    ["audience", "machine", { ...ofMachine, aud: "client_2" }],
    ["audience", "machine", { ...ofMachine, aud: "client_" }],
    ["audience", "machine", { ...ofMachine, aud: "" }],
    ["audience", "machine", { ...ofMachine, aud: [] }],
    ["audience", "machine", { ...ofMachine, aud: ["client_2", mcp] }],
    ["audience", "user", { ...ofUser, aud: mcp }],
    ["claim", "machine", { ...ofMachine, aud: undefined }],
    ["claim", "machine", { ...ofMachine, jti: undefined }],
    ["claim", "machine", { ...ofMachine, exp: undefined }],
    ["expired", "machine", { ...ofMachine, exp: 995 }],
    ["not_yet_valid", "machine", { ...ofMachine, nbf: 1006 }],
  ] as const)("refuses a token for its %s where a %s's is wanted: %j", async (reason, kind, claims) => {
    const { verifier, token } = await connect({ kind: kind as Kind });

    await expect(verifier.verify(await token(claims))).rejects.toMatchObject({
      name: "TokenError",
      reason,
      status: 401,
    });
  });

  it("wants of a user the resource, once there is one, and of a machine the client id all the same", async () => {
    const { verifier, token } = await connect({ kind: "either", audience: [mcp, "https://api.acme.test"] });

    await expect(verifier.verify(await token({ ...ofUser, aud: [mcp] }))).resolves.toBeDefined();
    await expect(verifier.verify(await token(ofMachine))).resolves.toBeDefined();
    await expect(verifier.verify(await token(ofUser))).rejects.toMatchObject({ reason: "audience" });
    await expect(verifier.verify(await token({ ...ofMachine, aud: mcp }))).rejects.toMatchObject({
      reason: "audience",
    });
  });

  it("refuses other keys and other algorithms, and says 503 while there are no keys", async () => {
    const { verifier, token, fail, world } = await connect({ kind: "machine" });
    const symmetric = `${btoa('{"alg":"HS256","kid":"k1"}').replace(/=+$/, "")}.e30.e30`;

    await expect(verifier.verify(await token(ofMachine, "k1", two))).rejects.toMatchObject({ reason: "signature" });
    await expect(verifier.verify(await token(ofMachine, "k9"))).rejects.toMatchObject({ reason: "unknown_key" });
    await expect(verifier.verify(symmetric)).rejects.toMatchObject({ reason: "algorithm" });
    fail();
    await expect(verifier.verify(await token(ofMachine))).resolves.toBeDefined();
    await world.sleep(31_000);
    await expect(verifier.verify(await token(ofMachine, "k9"))).rejects.toMatchObject({
      reason: "keys_unavailable",
      status: 503,
    });
  });

  it("forgives a slash at the end of the issuer, and a clock as it is told to", async () => {
    const { verifier, token, fetched } = await connect({
      kind: "machine",
      issuer: `${issuer}//`,
      clockToleranceSeconds: 60,
    });

    await expect(verifier.verify(await token({ ...ofMachine, exp: 941 }))).resolves.toMatchObject({ iss: issuer });
    expect(fetched).toEqual([`${issuer}/oauth2/jwks`]);
  });

  it.each([undefined, "", "acme.authkit.app", "https://"])(
    "needs an issuer, but not before there is a token: %j",
    async (bad) => {
      const { verifier, fetched } = await connect({ kind: "machine", issuer: bad as never });

      await expect(verifier.verify("")).rejects.toMatchObject({ name: "ConfigurationError", reason: "issuer_invalid" });
      expect(fetched).toEqual([]);
    },
  );

  it("needs a client id, or a resource for users", async () => {
    const { world, token } = await signedTokens();
    const client = createClient({ fetch: async () => new Response(""), retries: 0 });
    const missing = { name: "ConfigurationError", reason: "client_id_missing" };
    const verify = async (options: { kind: Kind; clientId?: string; audience?: string }) =>
      createConnectTokenVerifier(client, { issuer, world, ...options }).verify(await token(ofMachine));

    await expect(verify({ kind: "machine" })).rejects.toMatchObject(missing);
    await expect(verify({ kind: "either", audience: mcp })).rejects.toMatchObject(missing);
    await expect(verify({ kind: "user" })).rejects.toMatchObject(missing);
    await expect(verify({ kind: "user", audience: mcp })).rejects.toMatchObject({ reason: "keys_unavailable" });
    await expect(verify({ kind: "machine", clientId: "client_1" })).rejects.toMatchObject({ status: 503 });
  });
});

it.each([
  ["kind", { ...ofUser, iss: issuer }],
  ["claim", ofMachine],
  ["claim", ofIdToken],
])(
  "a verifier of sessions refuses Connect's tokens for their %s, also of an issuer it accepts: %j",
  async (reason, claims) => {
    const { client, world } = await signedTokens();
    const sessions = createTokenVerifier(client, { world, issuer: ["https://api.workos.com", issuer] });

    await expect(sessions.verify(await sign(claims, {}, one))).rejects.toMatchObject({ reason, status: 401 });
  },
);
