import { signJwt } from "../../crypto/sign-jwt.ts";
import { problem, refusedPlainly } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { organizationMemberships } from "../organization-memberships/table.ts";
import { organizations } from "../organizations/table.ts";
import { findRole } from "../roles/find-role.ts";
import { users } from "../users/table.ts";

/** Both live one hour (facts: widgets; for the client token inferred). */
const lifetimeSeconds = 3600;

export const widgetsResource = defineResource({
  behaviours: {
    createWidgetToken: ({ world, body, origin }) => {
      const { organization_id: organization, user_id: user, scopes = [] } = body;
      if (scopes.length > 0 && organization === undefined)
        // An older form of refusal, which this operation still has (facts: behaviours 2).
        throw problem(400, { message: ["organization_id is required when scopes are given."], error: "Bad Request" });
      if (organization !== undefined) world.get(organizations, organization);
      if (user !== undefined) world.get(users, user);
      if (organization !== undefined && user !== undefined) refuseStranger(world, user, organization, scopes);
      return tokenFor(world, origin, { sub: user, org_id: organization, scopes });
    },
    createClientToken: ({ world, body, origin }) => {
      world.get(organizations, body.organization_id);
      world.get(users, body.user_id);
      refuseStranger(world, body.user_id, body.organization_id, []);
      return tokenFor(world, origin, { sub: body.user_id, org_id: body.organization_id });
    },
  },
});

/**
 * The user must be an active member; the spec names no status for it, so it is the 400 (facts: behaviours 22). A role
 * that holds permissions of widgets must hold the one asked for; roles without any may use all, so that a test needs no
 * set-up (inferred).
 */
function refuseStranger(world: World, userId: string, organizationId: string, scopes: readonly string[]): void {
  const membership = world.findBy(organizationMemberships, "pair", `${userId} ${organizationId}`);
  if (membership?.status !== "active")
    throw refusedPlainly(400, "The user is not an active member of the organization.");
  const granted = membership.role_slugs.flatMap((slug) => findRole(world, organizationId, slug)?.permissions ?? []);
  const missing = scopes.find((scope) => !granted.includes(scope));
  if (missing !== undefined && granted.some((slug) => slug.startsWith("widgets:")))
    throw refusedPlainly(400, `The user lacks the permission '${missing}'.`);
}

async function tokenFor(world: World, origin: string, claims: Record<string, unknown>): Promise<{ token: string }> {
  const now = Math.floor(world.clock.verifierNow() / 1000);
  const jti = world.newId("jti").slice("jti_".length);
  return { token: await signJwt({ iss: origin, ...claims, jti, iat: now, exp: now + lifetimeSeconds }) };
}
