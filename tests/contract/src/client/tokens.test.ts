import { createClient } from "@workos-kit/client";
import { authenticateWithPassword } from "@workos-kit/client/auth";
import { createTokenVerifier, type TokenVerifierOptions } from "@workos-kit/client/tokens";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { email, openStageWithUser, password } from "./stage.ts";

describe("an access token", () => {
  it("verifies against the keys that the API publishes", async () => {
    const { stage, verify, token } = await open();
    await using _ = stage;
    const acme = stage.join("Acme");

    const claims = await verify(await token());

    expect(claims).toMatchObject({ sub: stage.user.id, org_id: acme.id, iss: stage.url, role: "member" });
    expect(stage.mock.requests.of("getJwks")).toHaveLength(1);
  });

  it("is refused with 401 once it has expired, was forged, or came from elsewhere", async () => {
    const { stage, verify, token } = await open();
    await using _ = stage;
    const [head, body, signature = ""] = (await token()).split(".");
    const settings = stage.mock.dashboard.settings;

    const forged = `${head}.${body}.${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`;
    await expect(verify(forged)).rejects.toMatchObject({ reason: "signature", status: 401 });
    settings.update({ access_token_lifetime_seconds: -60 });
    await expect(verify(await token())).rejects.toMatchObject({ reason: "expired", status: 401 });
    settings.update({ access_token_lifetime_seconds: 300, issuer: "https://evil.test" });
    await expect(verify(await token())).rejects.toMatchObject({ reason: "issuer", status: 401 });
  });

  it("may be issued by a custom domain that is named", async () => {
    const { stage, verify, token } = await open({ issuer: "https://auth.acme.test" });
    await using _ = stage;
    stage.mock.dashboard.settings.update({ issuer: "https://auth.acme.test" });

    expect(await verify(await token())).toMatchObject({ iss: "https://auth.acme.test" });
  });
});

describe("the keys of access tokens", () => {
  it("may be rotated: new ones are fetched when a token names them, forgeries fetch nothing", async () => {
    const { stage, verify, token, wait } = await open();
    await using _ = stage;
    const old = await anotherKey(stage);
    const before = stage.mock.override("getJwks", { body: { keys: [old.jwk] } as never });
    await verify(await old.sign());

    before.remove();
    await wait(31_000);
    const claims = await verify(await token());

    expect(claims.sub).toBe(stage.user.id);
    expect(stage.mock.requests.of("getJwks")).toHaveLength(2);
    for (let count = 0; count < 20; count++)
      await expect(verify(await old.sign())).rejects.toMatchObject({ reason: "unknown_key", status: 401 });
    expect(stage.mock.requests.of("getJwks")).toHaveLength(2);
  });

  it("serve on through an outage; without any the answer is 503, not 401", async () => {
    const { stage, verify, token, wait } = await open();
    await using _ = stage;
    const good = await token();
    const outage = stage.mock.faults.add({ kind: "drop", operation: "getJwks" });

    await expect(verify(good)).rejects.toMatchObject({ reason: "keys_unavailable", status: 503 });
    outage.remove();
    await wait(31_000);
    await expect(verify(good)).resolves.toMatchObject({ sub: stage.user.id });
    stage.mock.faults.add({ kind: "drop", operation: "getJwks" });
    await wait(700_000);

    await expect(verify(good)).resolves.toMatchObject({ sub: stage.user.id });
    const unknown = await (await anotherKey(stage)).sign();
    await wait(31_000);
    await expect(verify(unknown)).rejects.toMatchObject({ reason: "keys_unavailable", status: 503 });
  });
});

type Stage = Awaited<ReturnType<typeof openStageWithUser>>;

/** A verifier whose clock can be moved on; tokens then live longer than the clock has moved. */
async function open(options: TokenVerifierOptions = {}) {
  const stage = await openStageWithUser();
  let shift = 0;
  const { apiKey, clientId } = stage.mock;
  const client = createClient({ apiKey, clientId, baseUrl: stage.url, world: { sleep: async () => {} } });
  const verifier = createTokenVerifier(client, { world: { now: () => Date.now() + shift }, ...options });
  const wait = async (ms: number) => {
    shift += ms;
  };
  stage.mock.dashboard.settings.update({ access_token_lifetime_seconds: 3600 });
  const token = async () => (await authenticateWithPassword(client, { email, password })).access_token;
  return { stage, verify: verifier.verify, token, wait };
}

/** A key that the API had, or never had, and tokens signed with it. */
async function anotherKey({ user, url }: Stage) {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  const kid = "another";
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" };
  const sign = () =>
    new SignJWT({ sub: user.id, sid: "session_1", iss: url })
      .setProtectedHeader({ alg: "RS256", kid })
      .setIssuedAt()
      .setExpirationTime("1h")
      .sign(privateKey);
  return { jwk, sign };
}
