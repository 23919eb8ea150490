// #region machines
import { createConnectTokenVerifier, readBearerToken, TokenError } from "@workos-kit/client/tokens";
import { workos } from "./workos.ts";

// Your AuthKit domain, such as https://acme.authkit.app: it issues these tokens, and lists their keys.
const issuer = process.env.AUTHKIT_URL ?? "";
const machines = createConnectTokenVerifier(workos, { issuer, kind: "machine" });

/** GET /reports, for the programs of customers: each is shown what belongs to its organization. */
export async function reports(request: Request): Promise<Response> {
  try {
    const { org_id, scope = "" } = await machines.verify(readBearerToken(request) ?? "");
    if (!org_id || !scope.split(" ").includes("reports:read")) return new Response(null, { status: 403 });
    return Response.json({ organization: org_id });
  } catch (error) {
    if (TokenError.isInstance(error)) return new Response(error.reason, { status: error.status });
    throw error;
  }
}
// #endregion

// #region mcp
// The resource indicator in the dashboard, letter by letter.
const resource = "https://mcp.example";
const users = createConnectTokenVerifier(workos, { issuer, kind: "user", audience: resource });
const metadata = "/.well-known/oauth-protected-resource";

export async function mcp(request: Request): Promise<Response> {
  // Where MCP clients find out who signs people in.
  if (new URL(request.url).pathname === metadata) {
    return Response.json({ resource, authorization_servers: [issuer], bearer_methods_supported: ["header"] });
  }
  try {
    const { sub, org_id } = await users.verify(readBearerToken(request) ?? "");
    return Response.json({ user: sub, organization: org_id }); // here the tools begin
  } catch (error) {
    if (!TokenError.isInstance(error)) throw error;
    const headers = { "www-authenticate": `Bearer resource_metadata="${resource}${metadata}"` };
    return new Response(error.reason, { status: error.status, headers });
  }
}
// #endregion
