/** What every access token of WorkOS Connect says. */
interface ConnectClaims {
  /** The AuthKit domain. */
  iss: string;
  aud: string | string[];
  sub: string;
  jti: string;
  /** Seconds since 1970. */
  exp: number;
  iat: number;
  /** The client id of the application that holds the token. */
  client_id?: string;
  /** The granted scopes, with spaces between them. */
  scope?: string;
  [claim: string]: unknown;
}

/**
 * What the token of a user says who let an OAuth application in: it may do less than the user.
 *
 * @see https://workos.com/docs/reference/workos-connect/token
 */
export interface UserTokenClaims extends ConnectClaims {
  /** The user's id. */
  sub: string;
  /** The id of the consent. */
  sid: string;
  /** The organization that the user chose. */
  org_id?: string;
  role?: string;
  permissions?: string[];
}

/**
 * What the token of a machine says, which nobody has signed in for.
 *
 * @see https://workos.com/docs/authkit/connect/m2m
 */
export interface MachineTokenClaims extends ConnectClaims {
  /** The client id of the application. */
  sub: string;
  sid?: undefined;
  /** The organization that the application belongs to. */
  org_id?: string;
}

/** The claims by the kind that a verifier accepts. */
export interface ConnectTokenClaims {
  user: UserTokenClaims;
  machine: MachineTokenClaims;
  either: UserTokenClaims | MachineTokenClaims;
}
