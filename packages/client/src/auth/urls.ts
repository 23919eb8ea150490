import { ConfigurationError } from "../core/errors/errors.ts";
import { serializeQuery } from "../core/wire/query.ts";
import type { LogoutInput } from "../generated/inputs.ts";
import type { AuthorizationUrlInput, SsoAuthorizationUrlInput } from "./url-inputs.ts";

/** What a URL needs to know of a client; every client and core fits. */
export interface Environment {
  baseUrl: string;
  clientId: string | undefined;
}

/**
 * The address that starts an AuthKit sign-in: redirect the browser there. `provider: "authkit"` shows the hosted page.
 * Nothing is sent. `startSignIn` adds PKCE and state.
 *
 * @throws ConfigurationError for what the types refuse too: no method of sign-in, two of them, or an option that belongs
 * to the hosted page only.
 * @see https://workos.com/docs/reference/authkit/authentication/get-authorization-url
 */
export function buildAuthorizationUrl(environment: Environment, input: AuthorizationUrlInput): string {
  const { provider, connection_id, organization_id, screen_hint, max_age } = input;
  const isHosted = provider === "authkit";
  // The hosted page may be told the organization.
  refuseUnlessOne(
    [provider, connection_id, isHosted ? undefined : organization_id],
    "provider, connection_id and organization_id",
  );
  if (!isHosted && (screen_hint !== undefined || max_age !== undefined)) {
    throw new ConfigurationError("selector", 'screen_hint and max_age need provider: "authkit".');
  }
  return authorizationUrl(environment, "/user_management/authorize", input);
}

/**
 * The address that starts an SSO or social login outside AuthKit: redirect the browser there. Nothing is sent.
 * `startSsoSignIn` adds PKCE and state.
 *
 * @throws ConfigurationError for what the types refuse too: no or two of connection, organization, provider (and the old
 * domain).
 * @see https://workos.com/docs/reference/sso/get-authorization-url
 */
export function buildSsoAuthorizationUrl(environment: Environment, input: SsoAuthorizationUrlInput): string {
  const { connection, organization, provider, domain } = input;
  refuseUnlessOne([connection, organization, provider, domain], "connection, organization and provider");
  return authorizationUrl(environment, "/sso/authorize", input);
}

/**
 * The address that ends an AuthKit session: redirect the browser there. `session_id` is the `sid` of the access token.
 *
 * @see https://workos.com/docs/reference/authkit/logout
 */
export function buildLogoutUrl(environment: Environment, { session_id, return_to }: LogoutInput): string {
  return `${environment.baseUrl}/user_management/sessions/logout?${serializeQuery({ session_id, return_to })}`;
}

/** Where the keys are that sign the access tokens of a client id. */
export function buildJwksUrl(environment: Environment, clientId = environment.clientId): string {
  return `${environment.baseUrl}/sso/jwks/${encodeURIComponent(required(clientId))}`;
}

/** An empty selector is none: it is what is left of a setting that was not made. */
function refuseUnlessOne(selectors: (string | undefined)[], names: string): void {
  if (selectors.filter(Boolean).length !== 1) throw new ConfigurationError("selector", `Pass exactly one of ${names}.`);
}

function authorizationUrl(environment: Environment, path: string, input: { client_id?: string }): string {
  const client_id = required(input.client_id ?? environment.clientId);
  return `${environment.baseUrl}${path}?${serializeQuery({ response_type: "code", ...input, client_id })}`;
}

function required(clientId: string | undefined): string {
  if (!clientId) {
    throw new ConfigurationError("client_id_missing", "A client id is needed: pass clientId to the client.");
  }
  return clientId;
}
