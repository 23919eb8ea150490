import { createClient } from "@workos-kit/client";
import { authenticateWithPassword } from "@workos-kit/client/auth";
import { oauthToken } from "@workos-kit/client/operations";
import {
  type ConnectTokenClaims,
  type ConnectTokenVerifierOptions,
  createConnectTokenVerifier,
  createTokenVerifier,
} from "@workos-kit/client/tokens";
import { decodeJwt, decodeProtectedHeader, generateKeyPair, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { callback, email, openStageWithUser, password, visit } from "./stage.ts";

const mcp = "https://mcp.acme.test/mcp";

describe("a token of a machine", () => {
  it("verifies against the keys of the AuthKit domain", async () => {
    const { stage, machine, verifierOf, acme } = await open();
    await using _ = stage;

    const claims = await verifierOf({ kind: "machine" }).verify(await machine.token("reports:read"));

    expect(claims).toMatchObject({
      iss: stage.url,
      aud: stage.mock.clientId,
      sub: machine.client_id,
      org_id: acme.id,
      scope: "reports:read",
    });
    expect(stage.mock.requests.of("oauthJwks").map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  it("is refused for another environment, by another domain, expired, and signed by another key", async () => {
    const { stage, machine, verifierOf, forge } = await open();
    await using _ = stage;
    const token = await machine.token();
    const localhost = stage.url.replace("127.0.0.1", "localhost");
    const { verify } = verifierOf({ kind: "machine" });

    const elsewhere = verifierOf({ kind: "machine", clientId: "client_other" }).verify(token);
    await expect(elsewhere).rejects.toMatchObject({ reason: "audience", status: 401 });
    const byOther = verifierOf({ kind: "machine", issuer: localhost }).verify(token);
    await expect(byOther).rejects.toMatchObject({ reason: "issuer", status: 401 });
    await expect(verify(await forge(token))).rejects.toMatchObject({ reason: "signature", status: 401 });
    await expect(verify(await forge(token, "another"))).rejects.toMatchObject({ reason: "unknown_key", status: 401 });
    stage.mock.dashboard.settings.update({ access_token_lifetime_seconds: -60 });
    await expect(verify(await machine.token())).rejects.toMatchObject({ reason: "expired", status: 401 });
  });

  it("is told from an outage: 503 without keys, and keys that were had serve on", async () => {
    const { stage, machine, verifierOf } = await open();
    await using _ = stage;
    let now = Date.now();
    const { verify } = verifierOf({ kind: "machine", maxAgeMs: 1, world: { now: () => now } });
    const token = await machine.token();
    const outage = stage.mock.faults.add({ kind: "drop", operation: "oauthJwks" });

    await expect(verify(token)).rejects.toMatchObject({ reason: "keys_unavailable", status: 503 });
    outage.remove();
    now += 1_001;
    await expect(verify(token)).resolves.toMatchObject({ sub: machine.client_id });
    stage.mock.faults.add({ kind: "drop", operation: "oauthJwks" });
    now += 31_000;
    await expect(verify(token)).resolves.toMatchObject({ sub: machine.client_id });
  });
});

describe("a token of a user for an OAuth application", () => {
  it("verifies for the resource it was asked for, and for no other", async () => {
    const { stage, user, verifierOf } = await open();
    await using _ = stage;
    const { access_token } = await user.tokens({ resource: mcp });
    const at = (audience?: string) => verifierOf({ kind: "user", ...(audience && { audience }) }).verify(access_token);

    const claims = await at(mcp);

    expect(claims).toMatchObject({ sub: stage.user.id, aud: mcp, client_id: user.client_id, scope: "openid" });
    await expect(at("https://mcp.blue.test/mcp")).rejects.toMatchObject({ reason: "audience", status: 401 });
    await expect(at()).rejects.toMatchObject({ reason: "audience", status: 401 });
  });

  it("verifies for the environment where no resource was asked for", async () => {
    const { stage, user, verifierOf } = await open();
    await using _ = stage;
    const { access_token } = await user.tokens();

    expect(await verifierOf({ kind: "user" }).verify(access_token)).toMatchObject({ aud: stage.mock.clientId });
    const strict = verifierOf({ kind: "user", audience: mcp }).verify(access_token);
    await expect(strict).rejects.toMatchObject({ reason: "audience" });
  });
});

it.each([
  ["session", "machine", "claim"],
  ["session", "user", "claim"],
  ["session", "either", "claim"],
  ["idToken", "machine", "claim"],
  ["idToken", "user", "claim"],
  ["user", "machine", "kind"],
  ["machine", "user", "kind"],
] as const)("the token of a %s is refused where that of a %s is wanted", async (given, kind, reason) => {
  const { stage, tokens, verifierOf } = await open();
  await using _ = stage;

  const verified = verifierOf({ kind: kind as keyof ConnectTokenClaims }).verify((await tokens())[given]);

  await expect(verified).rejects.toMatchObject({ reason, status: 401 });
});

it.each([
  ["user", "kind"],
  ["machine", "claim"],
  ["idToken", "claim"],
] as const)("the token of a %s is refused where that of a session is wanted", async (given, reason) => {
  const { stage, tokens } = await open();
  await using _ = stage;
  const sessions = createTokenVerifier(stage.client);
  const { session, ...others } = await tokens();

  await expect(sessions.verify(session)).resolves.toMatchObject({ sub: stage.user.id });
  await expect(sessions.verify(others[given])).rejects.toMatchObject({ reason, status: 401 });
});

/** An environment with a machine and an OAuth application, at one address for API and AuthKit domain. */
async function open() {
  const stage = await openStageWithUser();
  const { mock, url } = stage;
  const { apiKey, clientId } = mock;
  const client = createClient({ apiKey, clientId, baseUrl: url, world: { sleep: async () => {} } });
  const acme = stage.join("Acme");
  const { dashboard } = mock;
  const job = dashboard.connectApplications.create({
    name: "Job",
    application_type: "m2m",
    organization_id: acme.id,
    scopes: ["reports:read", "reports:write"],
  });
  const cli = dashboard.connectApplications.create({
    name: "CLI",
    application_type: "oauth",
    is_first_party: true,
    redirect_uris: [{ uri: callback }],
  });
  const credentialsOf = ({ client_id }: { client_id: string }) => ({
    client_id,
    client_secret: dashboard.connectSecrets.create({ application: client_id }).secret,
  });
  const [ofJob, ofCli] = [credentialsOf(job), credentialsOf(cli)];
  // Credentials of its own, and no API key: a machine is not part of the app.
  const partner = createClient({ baseUrl: url });
  const machine = {
    ...job,
    token: async (scope?: string) => {
      const input = { grant_type: "client_credentials" as const, ...ofJob, ...(scope && { scope }) };
      return (await oauthToken(partner, input)).access_token;
    },
  };
  const user = {
    ...cli,
    tokens: async (query: Record<string, string> = {}) => {
      const all = {
        client_id: cli.client_id,
        redirect_uri: callback,
        response_type: "code",
        scope: "openid",
        ...query,
      };
      const code = (await visit(`${url}/oauth2/authorize?${new URLSearchParams(all)}`)).searchParams.get("code") ?? "";
      return oauthToken(partner, { grant_type: "authorization_code", code, redirect_uri: callback, ...ofCli });
    },
  };
  const verifierOf = <Kind extends keyof ConnectTokenClaims>(
    options: Partial<ConnectTokenVerifierOptions<Kind>> & { kind: Kind },
  ) => createConnectTokenVerifier(client, { issuer: url, ...options });
  const tokens = async () => {
    const { access_token, id_token = "" } = await user.tokens();
    const session = (await authenticateWithPassword(client, { email, password })).access_token;
    return { session, user: access_token, idToken: id_token, machine: await machine.token() };
  };
  return { stage, acme, machine, user, tokens, verifierOf, forge };
}

const { privateKey } = await generateKeyPair("RS256");

/** The same claims, signed with a key that nobody has published. */
async function forge(token: string, kid?: string): Promise<string> {
  const header = decodeProtectedHeader(token);
  return new SignJWT(decodeJwt(token))
    .setProtectedHeader({ alg: "RS256", kid: kid ?? String(header.kid) })
    .sign(privateKey);
}
