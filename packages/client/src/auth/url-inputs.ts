import type { GetAuthorizationUrlInput, GetSsoAuthorizationUrlInput } from "../generated/inputs.ts";
import type { AuthorizeProvider } from "../generated/models.ts";

// A selector that may not stand beside another is `undefined`, not `never`: what is left undefined is as good as left out.

type Filled = "client_id" | "response_type";
type Selector = "provider" | "connection_id" | "organization_id";
type Hosted = "screen_hint" | "max_age";

/** What every AuthKit URL may carry, by the API's names; the response type is filled in. */
export interface AuthorizationUrlOptions extends Omit<GetAuthorizationUrlInput, Filled | Selector | Hosted> {
  /** @default the client's */
  client_id?: string;
}

interface PastHostedPage extends AuthorizationUrlOptions {
  /** With `provider: "authkit"` only. */
  screen_hint?: undefined;
  /** With `provider: "authkit"` only. */
  max_age?: undefined;
}

/** An AuthKit sign-in over one connection. */
export interface SignInByConnection extends PastHostedPage {
  /** Connection to sign in through. Not together with `organization_id` or `provider`. */
  connection_id: string;
  /** Not beside another selector. */
  organization_id?: undefined;
  /** Not beside another selector. */
  provider?: undefined;
}

/** An AuthKit sign-in over the connection of an organization, or the hosted page where it has none. */
export interface SignInByOrganization extends PastHostedPage {
  /** Organization to sign in to. Not together with `connection_id`, nor with a `provider` other than `authkit`. */
  organization_id: string;
  /** Not beside another selector. */
  connection_id?: undefined;
  /** Not beside another selector. */
  provider?: undefined;
}

/** An AuthKit sign-in with a social login. */
export interface SignInByProvider extends PastHostedPage {
  /** Social login to use. Not together with `connection_id` or `organization_id`. */
  provider: Exclude<AuthorizeProvider, "authkit">;
  /** Not beside another selector. */
  connection_id?: undefined;
  /** Not beside another selector. */
  organization_id?: undefined;
}

/** An AuthKit sign-in on the hosted page, to one organization if you name it. */
export interface SignInByAuthKit extends AuthorizationUrlOptions, Pick<GetAuthorizationUrlInput, Hosted> {
  /** The hosted page. Not together with `connection_id`. */
  provider: "authkit";
  /** Organization to sign in to. @default the person chooses */
  organization_id?: string | undefined;
  /** Not beside another selector. */
  connection_id?: undefined;
}

// Compilers tell what the last one lacks when nothing fits: the one that most people mean.
/** What the AuthKit URL may carry. One of `provider`, `connection_id` and `organization_id` says where people sign in. */
export type AuthorizationUrlInput = SignInByConnection | SignInByOrganization | SignInByProvider | SignInByAuthKit;

type SsoSelector = "connection" | "organization" | "provider" | "domain";

/** What every SSO URL may carry, by the API's names; the response type is filled in. */
export interface SsoAuthorizationUrlOptions
  extends Omit<GetSsoAuthorizationUrlInput, Filled | SsoSelector>,
    Pick<GetAuthorizationUrlInput, "code_challenge" | "code_challenge_method"> {
  /** @default the client's */
  client_id?: string;
}

/** SSO over the connection of a domain. */
export interface SsoByDomain extends SsoAuthorizationUrlOptions {
  /**
   * Domain whose connection is used.
   * @deprecated Use `connection` or `organization`.
   */
  domain: string;
  /** Not beside another selector. */
  connection?: undefined;
  /** Not beside another selector. */
  organization?: undefined;
  /** Not beside another selector. */
  provider?: undefined;
}

/** A social login outside AuthKit. */
export interface SsoByProvider
  extends SsoAuthorizationUrlOptions,
    Required<Pick<GetSsoAuthorizationUrlInput, "provider">> {
  /** Not beside another selector. */
  connection?: undefined;
  /** Not beside another selector. */
  domain?: undefined;
  /** Not beside another selector. */
  organization?: undefined;
}

/** SSO over one connection. */
export interface SsoByConnection
  extends SsoAuthorizationUrlOptions,
    Required<Pick<GetSsoAuthorizationUrlInput, "connection">> {
  /** Not beside another selector. */
  domain?: undefined;
  /** Not beside another selector. */
  organization?: undefined;
  /** Not beside another selector. */
  provider?: undefined;
}

/** SSO over the connection of an organization. */
export interface SsoByOrganization
  extends SsoAuthorizationUrlOptions,
    Required<Pick<GetSsoAuthorizationUrlInput, "organization">> {
  /** Not beside another selector. */
  connection?: undefined;
  /** Not beside another selector. */
  domain?: undefined;
  /** Not beside another selector. */
  provider?: undefined;
}

/** What the SSO URL may carry. One of `connection`, `organization` and `provider` says where the user comes from. */
export type SsoAuthorizationUrlInput = SsoByDomain | SsoByProvider | SsoByConnection | SsoByOrganization;
