import { createPublicClient } from "@workos-kit/client";
import { createPkce } from "@workos-kit/client/auth";
import { oauthRegister, oauthToken } from "@workos-kit/client/operations";
import { beforeEach, expect, it, vi } from "vitest";
import { email, openStage, visit } from "./stage.ts";

const { mock, dashboard, url } = await openStage();
const authkit = createPublicClient({ clientId: "client_of_others", baseUrl: url });
vi.stubEnv("AUTHKIT_URL", url);
beforeEach(() => {
  dashboard.users.create({ email });
});

it("machines: credentials of a customer's program open the reports of its organization", async () => {
  const { reports } = await import("./connect-tokens.example.ts");
  const organization = dashboard.organizations.create({ name: "Acme" });
  const job = { name: "Job", application_type: "m2m" as const, organization_id: organization.id };
  const { client_id } = dashboard.connectApplications.create({ ...job, scopes: ["reports:read", "reports:write"] });
  vi.stubEnv("M2M_CLIENT_ID", client_id);
  vi.stubEnv("M2M_CLIENT_SECRET", dashboard.connectSecrets.create({ application: client_id }).secret);
  vi.stubGlobal("fetch", reportsBehind("https://api.example/reports", reports));
  const { askForReports } = await import("./machine-token.example.ts");

  const answer = await askForReports("https://api.example/reports");

  expect(await answer.json()).toEqual({ organization: organization.id });
  expect((await reports(new Request("https://api.example/reports"))).status).toBe(401);
  vi.unstubAllGlobals();
});

it("machines: a token without the scope gets nothing, that of a user neither", async () => {
  const { reports } = await import("./connect-tokens.example.ts");
  const organization = dashboard.organizations.create({ name: "Acme" });
  const job = { name: "Job", application_type: "m2m" as const, organization_id: organization.id };
  const { client_id } = dashboard.connectApplications.create({ ...job, scopes: ["reports:write"] });
  const client_secret = dashboard.connectSecrets.create({ application: client_id }).secret;
  const machine = await oauthToken(authkit, { grant_type: "client_credentials", client_id, client_secret });

  const answers = [machine.access_token, await tokenOfUser()].map(async (token) => {
    const { status } = await reports(bearing("https://api.example/reports", token));
    return status;
  });

  expect(await Promise.all(answers)).toEqual([403, 401]);
});

it("MCP: a client finds AuthKit, registers, signs the user in and comes back with a token", async () => {
  const { mcp } = await import("./connect-tokens.example.ts");
  const refused = await mcp(new Request("https://mcp.example/mcp", { method: "POST" }));
  const found = refused.headers.get("www-authenticate")?.match(/resource_metadata="(.+)"/)?.[1] ?? "";
  const { resource, authorization_servers } = await (await mcp(new Request(found))).json();

  const answer = await mcp(bearing("https://mcp.example/mcp", await tokenOfUser(resource)));

  expect([refused.status, authorization_servers]).toEqual([401, [url]]);
  expect(await answer.json()).toEqual({ user: expect.stringMatching(/^user_/) });
  const [registered] = mock.requests.of("oauthRegister");
  expect(registered?.headers.authorization).toBeUndefined();
  expect((await mcp(bearing("https://mcp.example/mcp", await tokenOfUser("https://other.example")))).status).toBe(401);
});

/** What an MCP client does: it registers itself, and has PKCE in place of a secret. */
async function tokenOfUser(resource?: string): Promise<string> {
  const redirect_uri = "http://127.0.0.1/callback";
  const { client_id } = await oauthRegister(authkit, {
    redirect_uris: [redirect_uri],
    token_endpoint_auth_method: "none",
  });
  const { codeVerifier, codeChallenge, codeChallengeMethod } = await createPkce();
  const query = new URLSearchParams({
    client_id,
    redirect_uri,
    response_type: "code",
    scope: "openid",
    code_challenge: codeChallenge,
    code_challenge_method: codeChallengeMethod,
    ...(resource && { resource }),
  });
  const code = new URL(await visit(`${url}/oauth2/authorize?${query}`)).searchParams.get("code") ?? "";
  const grant = { grant_type: "authorization_code" as const, client_id, code, redirect_uri };
  return (await oauthToken(authkit, { ...grant, code_verifier: codeVerifier })).access_token;
}

const bearing = (address: string, token: string) =>
  new Request(address, { headers: { authorization: `Bearer ${token}` } });

function reportsBehind(address: string, handle: (request: Request) => Promise<Response>): typeof fetch {
  const real = globalThis.fetch;
  return (input, init) => (input === address ? handle(new Request(address, init)) : real(input, init));
}
