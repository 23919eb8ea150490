import { signJwt } from "../../crypto/sign-jwt.ts";
import type { OAuthToken, OAuthUserInfo } from "../../generated/schemas.ts";
import { settings } from "../../world/settings.ts";
import type { World } from "../../world/world.ts";
import type { ConnectApplicationRow } from "../connect-applications/table.ts";
import { organizationMemberships } from "../organization-memberships/table.ts";
import { findRole } from "../roles/find-role.ts";
import { users } from "../users/table.ts";
import { type Grant, oauthRefreshTokens } from "./table.ts";

/** Inferred: the guide names no lifetime of refresh tokens. */
const refreshLifetimeMs = 30 * 24 * 60 * 60 * 1000;

/**
 * The tokens of a user's grant, with the claims of https://workos.com/docs/authkit/connect/token-claims: an access token is
 * for the resource, else for the environment; an ID token is for the application.
 */
export async function tokensOf(
  world: World,
  application: ConnectApplicationRow,
  grant: Grant,
  issuer: string,
): Promise<OAuthToken> {
  const { now, lifetime } = times(world);
  const { scopes, sid } = grant;
  const common = { iss: issuer, sub: grant.user_id, iat: now, exp: now + lifetime };
  const access_token = await signJwt({
    ...grant.claims,
    ...common,
    sid,
    aud: grant.resource ?? world.clientId,
    client_id: application.client_id,
    jti: world.newId("jti").slice("jti_".length),
    ...(scopes.length > 0 && { scope: scopes.join(" ") }),
    ...organizationClaims(world, grant),
  });
  const refresh = scopes.includes("offline_access") ? issueRefreshToken(world, grant) : undefined;
  const id_token = scopes.includes("openid")
    ? await signJwt({
        ...common,
        ...userClaims(world, grant.user_id, scopes),
        aud: application.client_id,
        auth_time: grant.auth_time,
        ...(grant.nonce !== undefined && { nonce: grant.nonce }),
      })
    : undefined;
  return {
    access_token,
    token_type: "bearer",
    expires_in: lifetime,
    ...(id_token !== undefined && { id_token }),
    ...(refresh !== undefined && { refresh_token: refresh }),
    ...(scopes.length > 0 && { scope: scopes.join(" ") }),
  };
}

/** The token of a machine: its subject is the client, and there is nothing to refresh (facts: oauth). */
export async function machineToken(
  world: World,
  application: ConnectApplicationRow,
  scopes: readonly string[],
  issuer: string,
): Promise<OAuthToken> {
  const { now, lifetime } = times(world);
  const access_token = await signJwt({
    iss: issuer,
    sub: application.client_id,
    aud: world.clientId,
    client_id: application.client_id,
    org_id: application.organization_id,
    jti: world.newId("jti").slice("jti_".length),
    ...(scopes.length > 0 && { scope: scopes.join(" ") }),
    iat: now,
    exp: now + lifetime,
  });
  return {
    access_token,
    token_type: "bearer",
    expires_in: lifetime,
    ...(scopes.length > 0 && { scope: scopes.join(" ") }),
  };
}

function times(world: World): { now: number; lifetime: number } {
  return {
    now: Math.floor(world.clock.verifierNow() / 1000),
    lifetime: world.read(settings).access_token_lifetime_seconds,
  };
}

function issueRefreshToken(world: World, grant: Grant): string {
  const { application_id, user_id, scopes, organization_id, resource, claims, sid, auth_time } = grant;
  const row = world.insert(oauthRefreshTokens, {
    id: world.random.token(32),
    ...{ application_id, user_id, scopes, organization_id, resource, claims, sid, auth_time },
    expires_at: world.clock.iso(refreshLifetimeMs),
  });
  return row.id;
}

function organizationClaims(world: World, { user_id, organization_id }: Grant): Record<string, unknown> {
  if (organization_id === undefined) return {};
  const membership = world.findBy(organizationMemberships, "pair", `${user_id} ${organization_id}`);
  const slugs = membership?.status === "active" ? membership.role_slugs : [];
  const permissions = slugs.flatMap((slug) => findRole(world, organization_id, slug)?.permissions ?? []);
  return {
    org_id: organization_id,
    ...(slugs[0] !== undefined && { role: slugs[0] }),
    permissions: [...new Set(permissions)].sort(),
  };
}

/** What the scopes tell of a user (OpenID Connect Core, section 5.4). */
export function userClaims(world: World, userId: string, scopes: readonly string[]): OAuthUserInfo {
  const user = world.present(users, world.get(users, userId));
  const named = { given_name: user.first_name, family_name: user.last_name, name: user.name };
  const profile = { ...named, picture: user.profile_picture_url };
  const known = Object.entries(profile).filter(([, value]) => typeof value === "string");
  return {
    sub: user.id,
    ...(scopes.includes("email") && { email: user.email, email_verified: user.email_verified }),
    ...(scopes.includes("profile") && Object.fromEntries(known)),
  };
}
