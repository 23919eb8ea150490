import type { OAuthServerMetadata } from "../../generated/schemas.ts";
import { standardScopes } from "./scopes.ts";
import { grantTypes } from "./token-endpoint.ts";

/** Metadata of the AuthKit domain, which is the address the request came to (OpenID Discovery; RFC 8414). */
export function serverMetadata(issuer: string, hasRegistration: boolean): OAuthServerMetadata {
  return {
    issuer,
    authorization_endpoint: `${issuer}/oauth2/authorize`,
    token_endpoint: `${issuer}/oauth2/token`,
    userinfo_endpoint: `${issuer}/oauth2/userinfo`,
    jwks_uri: `${issuer}/oauth2/jwks`,
    introspection_endpoint: `${issuer}/oauth2/introspection`,
    device_authorization_endpoint: `${issuer}/oauth2/device_authorization`,
    ...(hasRegistration && { registration_endpoint: `${issuer}/oauth2/register` }),
    scopes_supported: [...standardScopes],
    response_types_supported: ["code"],
    response_modes_supported: ["query"],
    grant_types_supported: [...grantTypes],
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post", "none"],
    code_challenge_methods_supported: ["S256"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
  };
}
