import { signJwt } from "../../crypto/sign-jwt.ts";
import { oauthError } from "../../problem.ts";
import { settings } from "../../world/settings.ts";
import type { World } from "../../world/world.ts";
import { flagsOnFor } from "../feature-flags/evaluate.ts";
import { renderTemplate } from "../jwt-templates/render.ts";
import { jwtTemplate } from "../jwt-templates/table.ts";
import { membershipOf } from "../organization-memberships/rules.ts";
import { organizationMemberships } from "../organization-memberships/table.ts";
import { organizations } from "../organizations/table.ts";
import { findRole } from "../roles/find-role.ts";
import type { SessionRow } from "../sessions/table.ts";
import { userOf } from "../users/rules.ts";
import { entitlements } from "./table.ts";

/** Greatest size of the claims a template makes, in bytes (facts: behaviours 14). */
const greatestTemplateBytes = 3072;

/** Claims of the template for a session. Call it before the session is written: too many claims are refused. */
export function templateClaims(world: World, userId: string, organizationId: string | undefined) {
  const template = world.read(jwtTemplate);
  if (!template) return {};
  const organization = world.find(organizations, organizationId);
  const membership = organizationId === undefined ? undefined : membershipOf(world, userId, organizationId);
  const claims = renderTemplate(template.content, {
    user: userOf(world, userId),
    organization: organization && world.present(organizations, organization),
    organization_membership: membership && world.present(organizationMemberships, membership),
  });
  if (new TextEncoder().encode(JSON.stringify(claims)).length > greatestTemplateBytes)
    throw oauthError("token_too_big", "The claims of the JWT template are too big.");
  return claims;
}

/** Signs the access token of a session, with the documented claims (facts: behaviours 14). */
export function accessToken(world: World, session: SessionRow, origin: string): Promise<string> {
  const { issuer, access_token_lifetime_seconds: lifetime } = world.read(settings);
  const now = Math.floor(world.clock.verifierNow() / 1000);
  return signJwt({
    ...templateClaims(world, session.user_id, session.organization_id),
    iss: issuer ?? origin,
    sub: session.user_id,
    sid: session.id,
    jti: world.newId("jti").slice("jti_".length),
    // Beyond the documented claims, as the emulator does.
    client_id: world.clientId,
    ...(session.impersonator && { act: { sub: session.impersonator.email } }),
    ...organizationClaims(world, session),
    ...flagClaims(world, session),
    iat: now,
    exp: now + lifetime,
  });
}

function organizationClaims(world: World, { user_id, organization_id }: SessionRow): Record<string, unknown> {
  if (organization_id === undefined) return {};
  const slugs = membershipOf(world, user_id, organization_id)?.role_slugs ?? [];
  const permissions = slugs.flatMap((slug) => findRole(world, organization_id, slug)?.permissions ?? []);
  const granted = world.read(entitlements)[organization_id];
  return {
    org_id: organization_id,
    ...(slugs[0] !== undefined && { role: slugs[0], roles: slugs }),
    permissions: [...new Set(permissions)].sort(),
    ...(granted && granted.length > 0 && { entitlements: granted }),
  };
}

/** Flags that are on for the user, or for the organization of the session. */
function flagClaims(world: World, { user_id: user, organization_id }: SessionRow): Record<string, unknown> {
  const organizations = organization_id === undefined ? [] : [organization_id];
  const on = flagsOnFor(world, { user, organizations });
  return on.length > 0 ? { feature_flags: on } : {};
}
