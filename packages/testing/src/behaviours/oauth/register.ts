import type { OAuthClient, OAuthClientCreate } from "../../generated/schemas.ts";
import { oauthError } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { connectApplications } from "../connect-applications/table.ts";
import { addSecret } from "../connect-secrets/table.ts";
import { scopesOf } from "./scopes.ts";
import { oauthSettings } from "./table.ts";

const secretMethods = ["client_secret_basic", "client_secret_post"];
const grantTypes = ["authorization_code", "refresh_token"];

/** A client registers itself (RFC 7591); it shows up among the dynamic applications. */
export function registerClient(world: World, body: OAuthClientCreate): OAuthClient {
  if (!world.read(oauthSettings).dynamic_registration)
    throw oauthError("access_denied", "Clients may not register themselves in this environment.");
  if (body.redirect_uris.length === 0 || !body.redirect_uris.every(isAcceptable))
    throw oauthError(
      "invalid_redirect_uri",
      "redirect_uris must be https, or http on loopback, or of a scheme of one's own.",
    );
  const method = body.token_endpoint_auth_method ?? "client_secret_basic";
  if (method !== "none" && !secretMethods.includes(method))
    throw oauthError("invalid_client_metadata", "The token_endpoint_auth_method is not supported.");
  const grants = body.grant_types ?? ["authorization_code"];
  const responses = body.response_types ?? ["code"];
  if (!grants.every((type) => grantTypes.includes(type)) || !responses.every((type) => type === "code"))
    throw oauthError("invalid_client_metadata", "Only the code flow with refresh tokens can be registered.");
  const isPublic = method === "none";
  const row = world.insert(connectApplications, {
    client_id: world.newId("client"),
    name: body.client_name ?? "Dynamic client",
    description: null,
    scopes: scopesOf(body.scope),
    application_type: "oauth",
    redirect_uris: body.redirect_uris.map((uri, index) => ({ uri, default: index === 0 })),
    uses_pkce: isPublic,
    is_first_party: false,
    was_dynamically_registered: true,
    is_public: isPublic,
  });
  return {
    client_id: row.client_id,
    ...(!isPublic && { client_secret: addSecret(world, row.id).secret }),
    client_id_issued_at: Math.floor(world.clock.now() / 1000),
    redirect_uris: body.redirect_uris,
    client_name: row.name,
    grant_types: grants,
    response_types: responses,
    ...(body.scope !== undefined && { scope: body.scope }),
    token_endpoint_auth_method: method,
  };
}

function isAcceptable(address: string): boolean {
  if (!URL.canParse(address) || /^(javascript|data|vbscript):/i.test(address)) return false;
  const { protocol, hostname, hash } = new URL(address);
  return hash === "" && (protocol !== "http:" || /^(127\.0\.0\.1|\[::1\]|localhost)$/.test(hostname));
}
