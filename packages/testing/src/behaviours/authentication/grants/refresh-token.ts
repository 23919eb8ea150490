import type { Authentication } from "../../../generated/schemas.ts";
import { oauthError } from "../../../problem.ts";
import { settings } from "../../../world/settings.ts";
import type { World } from "../../../world/world.ts";
import { factors } from "../../mfa/table.ts";
import { membershipOf } from "../../organization-memberships/rules.ts";
import { organizations } from "../../organizations/table.ts";
import { issueRefreshToken, revokeSession } from "../../sessions/rules.ts";
import { isAlive, refreshTokens, type SessionRow, sessions } from "../../sessions/table.ts";
import { users } from "../../users/table.ts";
import { templateClaims } from "../access-token.ts";
import { authenticationOf } from "../complete.ts";
import { refuseSwitch } from "../policies.ts";
import type { GrantCall } from "../request.ts";

/**
 * Renews a session: same session, new tokens, no event. The token is used up; a second use is refused, and ends the
 * session where the settings say so.
 */
export function refreshTokenGrant({ world, fields, origin, isPublic }: GrantCall): Promise<Authentication> {
  const token = world.find(refreshTokens, fields.refresh_token);
  const session = world.find(sessions, token?.session_id);
  if (token?.is_used && session && world.read(settings).revoke_on_refresh_token_reuse) revokeSession(world, session);
  if (!token || token.is_used || !session || !isAlive(session, world))
    throw oauthError("invalid_grant", "The refresh token is unknown, was used before, or its session has ended.");
  if (isPublic && !session.is_public)
    throw oauthError("unauthorized_client", "The session began with a client secret: refresh it with one.");
  const { organization_id: wanted } = fields;
  if (wanted !== undefined && wanted !== session.organization_id) refuseOrganization(world, session, wanted);
  templateClaims(world, session.user_id, wanted ?? session.organization_id);
  const switched = world.update(sessions, session.id, { organization_id: wanted });
  return authenticationOf(world, switched, origin, issueRefreshToken(world, session.id, token.id));
}

function refuseOrganization(world: World, session: SessionRow, organizationId: string): void {
  if (!world.find(organizations, organizationId))
    throw oauthError("organization_not_found", "There is no such organization.");
  if (membershipOf(world, session.user_id, organizationId)?.status !== "active")
    throw oauthError("organization_membership_not_found", "The user is no member of the organization.");
  refuseSwitch(world, world.get(users, session.user_id), organizationId, session.authentication_method);
  const isOwnFactor = session.auth_method === "password" || session.auth_method === "magic_code";
  if (!isOwnFactor || world.read(settings).mfa !== "required") return;
  const enrolled = world.rows(factors, { where: { user_id: session.user_id } });
  if (enrolled.length === 0) throw oauthError("mfa_enrollment", "A second factor must be enrolled first.");
}
