import { signJwt } from "../../crypto/sign-jwt.ts";
import { verifyJwt } from "../../crypto/verify-jwt.ts";
import type { AgentToken } from "../../generated/schemas.ts";
import type { World } from "../../world/world.ts";
import type { AgentBlueprintRow } from "../agent-blueprints/table.ts";
import { type AgentInstanceRow, agentInstances, placeKey } from "../agent-instances/table.ts";
import { type AgentSessionRow, agentRefreshTokens, agentSessions, statusOf } from "./table.ts";

/** Whom an agent acts for, and what it may do. */
export interface AgentMandate {
  readonly organization_id: string;
  readonly organization_membership_id: string | null;
  readonly acting_user_id: string | null;
  readonly permissions: readonly string[];
  readonly intent: string | null;
}

/** The agent of a blueprint for a mandate, made if there is none. */
export function instanceFor(
  world: World,
  blueprint: AgentBlueprintRow,
  { organization_id, organization_membership_id }: AgentMandate,
): { readonly instance: AgentInstanceRow; readonly isNew: boolean } {
  const place = { agent_blueprint_id: blueprint.id, organization_id, organization_membership_id };
  const known = world.findBy(agentInstances, "place", placeKey(place));
  if (known) return { instance: known, isNew: false };
  const type = organization_membership_id === null ? "autonomous" : "delegated";
  return { instance: world.insert(agentInstances, { ...place, type }), isNew: true };
}

export function startAgentSession(
  world: World,
  blueprint: AgentBlueprintRow,
  instance: AgentInstanceRow,
  mandate: AgentMandate,
  id?: string,
): AgentSessionRow {
  return world.insert(agentSessions, {
    id,
    agent_instance_id: instance.id,
    agent_blueprint_id: blueprint.id,
    organization_id: instance.organization_id,
    acting_user_id: mandate.acting_user_id,
    permission_slugs: [...mandate.permissions],
    intent: mandate.intent,
    expires_at: world.clock.iso(blueprint.session_settings.max_age_seconds * 1000),
    revoked_at: null,
  });
}

/** Access and refresh token of a session; neither outlives it. */
export async function issueAgentTokens(
  world: World,
  blueprint: AgentBlueprintRow,
  session: AgentSessionRow,
  origin: string,
): Promise<Omit<AgentToken, "new_instance">> {
  const settings = blueprint.session_settings;
  const leftMs = Date.parse(session.expires_at) - world.clock.now();
  const lifetime = Math.max(1, Math.min(settings.access_token_ttl_seconds, Math.floor(leftMs / 1000)));
  const now = Math.floor(world.clock.verifierNow() / 1000);
  const refresh = world.insert(agentRefreshTokens, {
    id: world.random.token(32),
    agent_session_id: session.id,
    expires_at: world.clock.iso(Math.min(settings.refresh_token_ttl_seconds * 1000, leftMs)),
  });
  // Inferred: the claims are not documented; these say what the validation answers (facts: recent-additions).
  const access_token = await signJwt({
    iss: origin,
    sub: session.agent_instance_id,
    sid: session.id,
    jti: world.newId("jti").slice("jti_".length),
    agent_blueprint_id: blueprint.id,
    org_id: session.organization_id,
    permissions: session.permission_slugs,
    ...(session.acting_user_id !== null && { act: { sub: session.acting_user_id } }),
    iat: now,
    exp: now + lifetime,
  });
  return {
    access_token,
    token_type: "Bearer",
    expires_in: lifetime,
    refresh_token: refresh.id,
    agent_instance_id: session.agent_instance_id,
    agent_instance_session_id: session.id,
    permissions: [...session.permission_slugs],
  };
}

/**
 * The session behind an agent's access token; undefined when the token is not good. Inferred: a revoked session's token
 * is no longer good where the API is asked, though its signature lives on until it expires.
 */
export async function sessionOfToken(world: World, token: string): Promise<AgentSessionRow | undefined> {
  const claims = await verifyJwt(token, world.clock.verifierNow());
  const session = claims?.agent_blueprint_id === undefined ? undefined : world.find(agentSessions, String(claims.sid));
  return session && statusOf(session, world) === "active" ? session : undefined;
}

/** Ends a session; a second time changes nothing. */
export function revokeAgentSession(world: World, row: AgentSessionRow): AgentSessionRow {
  if (statusOf(row, world) !== "active") return row;
  const revoked = world.update(agentSessions, row.id, { revoked_at: world.clock.iso() });
  const { agent_blueprint_id, acting_user_id, intent, ...data } = revoked;
  world.emit("agent.instance.session.revoked", data);
  return revoked;
}
