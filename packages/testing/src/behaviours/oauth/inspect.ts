import { type Claims, verifyJwt } from "../../crypto/verify-jwt.ts";
import type { OAuthIntrospection, OAuthUserInfo } from "../../generated/schemas.ts";
import { type Reply, reply } from "../../handlers/message.ts";
import type { World } from "../../world/world.ts";
import { type ConnectApplicationRow, findApplication } from "../connect-applications/table.ts";
import { users } from "../users/table.ts";
import { oauthRefreshTokens } from "./table.ts";
import { userClaims } from "./tokens.ts";

/** What is known of a token; false alone for whatever is not a valid token of the application (RFC 7662). */
export async function introspect(
  world: World,
  application: ConnectApplicationRow,
  token: string,
  issuer: string,
): Promise<OAuthIntrospection> {
  const refresh = world.find(oauthRefreshTokens, token);
  if (refresh) {
    const exp = Math.floor(Date.parse(refresh.expires_at) / 1000);
    if (refresh.application_id !== application.id || exp * 1000 <= world.clock.now()) return { active: false };
    return {
      active: true,
      token_type: "refresh_token",
      client_id: application.client_id,
      iss: issuer,
      sub: refresh.user_id,
      sid: refresh.sid,
      iat: Math.floor(Date.parse(refresh.created_at) / 1000),
      exp,
      ...(refresh.organization_id !== undefined && { org_id: refresh.organization_id }),
    };
  }
  const claims = await verifyJwt(token, world.clock.verifierNow());
  if (!claims || claims.client_id !== application.client_id) return { active: false };
  const isMachine = claims.sub === application.client_id;
  if (!isMachine && !world.find(users, String(claims.sub))) return { active: false };
  return {
    active: true,
    token_type: "access_token",
    client_id: application.client_id,
    ...pick(claims, ["iss", "sub", "sid", "jti", "org_id"], "string"),
    ...pick(claims, ["iat", "exp"], "number"),
  };
}

function pick(claims: Claims, names: readonly string[], type: "string" | "number"): Record<string, never> {
  const found = names.filter((name) => typeof claims[name] === type).map((name) => [name, claims[name]]);
  // Each value was just seen to have the type of its field.
  return Object.fromEntries(found) as Record<string, never>;
}

/** The person behind an access token, as far as its scopes tell (OpenID Connect Core, section 5.3). */
export async function userInfo(world: World, bearer: string | undefined): Promise<OAuthUserInfo | Reply> {
  const claims = bearer === undefined ? undefined : await verifyJwt(bearer, world.clock.verifierNow());
  const user = claims && world.find(users, String(claims.sub));
  if (!claims || !user || !findApplication(world, String(claims.client_id))) return refusal();
  const scopes = String(claims.scope ?? "").split(" ");
  return userClaims(world, user.id, scopes);
}

function refusal(): Reply {
  const description = "The access token is missing, has expired or is no user's.";
  return reply(
    401,
    { error: "invalid_token", error_description: description },
    { "www-authenticate": `Bearer error="invalid_token", error_description="${description}"` },
  );
}
