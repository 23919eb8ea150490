import { ConfigurationError } from "../core/errors/errors.ts";
import { serializeQuery } from "../core/wire/query.ts";
import type { GetAuthorizationUrlInput, GetSsoAuthorizationUrlInput, LogoutInput } from "../generated/inputs.ts";

/** What a URL needs to know of a client; every client and core fits. */
export interface Environment {
  baseUrl: string;
  clientId: string | undefined;
}

type Filled = "client_id" | "response_type";

/** What the AuthKit URL may carry, by the API's names; client id and response type are filled in. */
export type AuthorizationUrlInput = Omit<GetAuthorizationUrlInput, Filled> & { client_id?: string };

/** What the SSO URL may carry. One of `connection`, `organization` and `provider` says where the user comes from. */
export type SsoAuthorizationUrlInput = Omit<GetSsoAuthorizationUrlInput, Filled> & { client_id?: string };

/**
 * The address that starts an AuthKit sign-in: redirect the browser there. `provider: "authkit"` shows the hosted page.
 * Nothing is sent. `startSignIn` adds PKCE and state.
 *
 * @throws ConfigurationError when the method of sign-in is missing, or an option belongs to the hosted page only.
 * @see https://workos.com/docs/reference/authkit/authentication/get-authorization-url
 */
export function buildAuthorizationUrl(environment: Environment, input: AuthorizationUrlInput): string {
  const { provider, connection_id, organization_id, screen_hint, max_age } = input;
  if (provider === undefined && connection_id === undefined && organization_id === undefined) {
    throw new ConfigurationError("selector", "Pass one of provider, connection_id and organization_id.");
  }
  if (provider !== "authkit" && (screen_hint !== undefined || max_age !== undefined)) {
    throw new ConfigurationError("selector", 'screen_hint and max_age need provider: "authkit".');
  }
  return authorizationUrl(environment, "/user_management/authorize", input);
}

/**
 * The address that starts an SSO or social login outside AuthKit: redirect the browser there. Nothing is sent.
 *
 * @throws ConfigurationError unless exactly one of connection, organization, provider (and the old domain) is given.
 * @see https://workos.com/docs/reference/sso/get-authorization-url
 */
export function buildSsoAuthorizationUrl(environment: Environment, input: SsoAuthorizationUrlInput): string {
  const { connection, organization, provider, domain } = input;
  const selectors = [connection, organization, provider, domain].filter((each) => each !== undefined);
  if (selectors.length !== 1) {
    throw new ConfigurationError("selector", "Pass exactly one of connection, organization and provider.");
  }
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

function authorizationUrl(environment: Environment, path: string, input: { client_id?: string }): string {
  const client_id = required(input.client_id ?? environment.clientId);
  return `${environment.baseUrl}${path}?${serializeQuery({ response_type: "code", ...input, client_id })}`;
}

function required(clientId: string | undefined): string {
  if (clientId === undefined) {
    throw new ConfigurationError("client_id_missing", "A client id is needed: pass clientId to the client.");
  }
  return clientId;
}
