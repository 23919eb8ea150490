import type { GetAuthorizationUrlInput, GetSsoAuthorizationUrlInput } from "../generated/inputs.ts";
import type { AuthorizeProvider } from "../generated/models.ts";

// A selector that may not stand beside another is `undefined`, not `never`: what is left undefined is as good as left out.

type Filled = "client_id" | "response_type";
type Hosted = "screen_hint" | "max_age";

/** What every AuthKit URL may carry, by the API's names; the response type is filled in. */
export interface AuthorizationUrlOptions extends Omit<GetAuthorizationUrlInput, Filled | Hosted | keyof NoSelector> {
  /** @default the client's */
  client_id?: string;
}

interface NoSelector {
  /** Not beside another selector. */
  provider?: undefined;
  /** Not beside another selector. */
  connection_id?: undefined;
  /** Not beside another selector, but for `authkit`. */
  organization_id?: undefined;
}

interface PastHostedPage extends AuthorizationUrlOptions {
  /** With `provider: "authkit"` only. */
  screen_hint?: undefined;
  /** With `provider: "authkit"` only. */
  max_age?: undefined;
}

/** An AuthKit sign-in over one connection. */
export interface SignInByConnection extends PastHostedPage, Omit<NoSelector, "connection_id"> {
  /** Connection to sign in through. Not together with `organization_id` or `provider`. */
  connection_id: string;
}

/** An AuthKit sign-in over the connection of an organization, or the hosted page where it has none. */
export interface SignInByOrganization extends PastHostedPage, Omit<NoSelector, "organization_id"> {
  /** Organization to sign in to. Not together with `connection_id`, nor with a `provider` other than `authkit`. */
  organization_id: string;
}

/** An AuthKit sign-in with a social login. */
export interface SignInByProvider extends PastHostedPage, Omit<NoSelector, "provider"> {
  /** Social login to use. Not together with `connection_id` or `organization_id`. */
  provider: Exclude<AuthorizeProvider, "authkit">;
}

/** An AuthKit sign-in on the hosted page, to one organization if you name it. */
export interface SignInByAuthKit
  extends AuthorizationUrlOptions,
    Pick<NoSelector, "connection_id">,
    Pick<GetAuthorizationUrlInput, Hosted> {
  /** The hosted page. Not together with `connection_id`. */
  provider: "authkit";
  /** Organization to sign in to. @default the person chooses */
  organization_id?: string | undefined;
}

// Compilers tell what the last one lacks when nothing fits: the one that most people mean.
/** What the AuthKit URL may carry. One of `provider`, `connection_id` and `organization_id` says where people sign in. */
export type AuthorizationUrlInput = SignInByConnection | SignInByOrganization | SignInByProvider | SignInByAuthKit;

/** What every SSO URL may carry, by the API's names; the response type is filled in. */
export interface SsoAuthorizationUrlOptions
  extends Omit<GetSsoAuthorizationUrlInput, Filled | keyof NoSsoSelector>,
    Pick<GetAuthorizationUrlInput, "code_challenge" | "code_challenge_method"> {
  /** @default the client's */
  client_id?: string;
}

interface NoSsoSelector {
  /** Not beside another selector. */
  connection?: undefined;
  /** Not beside another selector. */
  organization?: undefined;
  /** Not beside another selector. */
  provider?: undefined;
  /** Not beside another selector. */
  domain?: undefined;
}

/** SSO over the connection of a domain. */
export interface SsoByDomain extends SsoAuthorizationUrlOptions, Omit<NoSsoSelector, "domain"> {
  /**
   * Domain whose connection is used.
   * @deprecated Use `connection` or `organization`.
   */
  domain: string;
}

/** A social login outside AuthKit. */
export interface SsoByProvider
  extends SsoAuthorizationUrlOptions,
    Omit<NoSsoSelector, "provider">,
    Required<Pick<GetSsoAuthorizationUrlInput, "provider">> {}

/** SSO over one connection. */
export interface SsoByConnection
  extends SsoAuthorizationUrlOptions,
    Omit<NoSsoSelector, "connection">,
    Required<Pick<GetSsoAuthorizationUrlInput, "connection">> {}

/** SSO over the connection of an organization. */
export interface SsoByOrganization
  extends SsoAuthorizationUrlOptions,
    Omit<NoSsoSelector, "organization">,
    Required<Pick<GetSsoAuthorizationUrlInput, "organization">> {}

/** What the SSO URL may carry. One of `connection`, `organization` and `provider` says where the user comes from. */
export type SsoAuthorizationUrlInput = SsoByDomain | SsoByProvider | SsoByConnection | SsoByOrganization;
