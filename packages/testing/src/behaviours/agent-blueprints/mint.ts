import { verifyJwt } from "../../crypto/verify-jwt.ts";
import type { AgentToken, AgentTokenCreate } from "../../generated/schemas.ts";
import { notFound, refusedPlainly } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import {
  type AgentMandate,
  instanceFor,
  issueAgentTokens,
  sessionOfToken,
  startAgentSession,
} from "../agent-sessions/rules.ts";
import { agentRefreshTokens, agentSessions, statusOf } from "../agent-sessions/table.ts";
import { organizationMemberships } from "../organization-memberships/table.ts";
import { organizations } from "../organizations/table.ts";
import type { AgentBlueprintRow } from "./table.ts";

/** Starts a session of an agent, or goes on with one. */
export async function mintAgentToken(
  world: World,
  blueprint: AgentBlueprintRow,
  body: AgentTokenCreate,
  origin: string,
): Promise<AgentToken> {
  if (body.type === "refresh") return refresh(world, blueprint, body.refresh_token, body.intent, origin);
  const mandate = await mandateOf(world, blueprint, body);
  const { instance, isNew } = instanceFor(world, blueprint, mandate);
  const session = startAgentSession(world, blueprint, instance, mandate);
  return { ...(await issueAgentTokens(world, blueprint, session, origin)), new_instance: isNew };
}

type FirstToken = Exclude<AgentTokenCreate, { type: "refresh" }>;

/** Whom the agent will act for. What it may do never exceeds the blueprint (facts: recent-additions). */
async function mandateOf(world: World, blueprint: AgentBlueprintRow, body: FirstToken): Promise<AgentMandate> {
  const intent = body.intent ?? null;
  if (body.type === "autonomous") {
    world.get(organizations, body.organization_id);
    refuseOrganization(blueprint, body.organization_id);
    const { organization_id } = body;
    const { permissions } = blueprint;
    return { organization_id, organization_membership_id: null, acting_user_id: null, permissions, intent };
  }
  if (body.type === "agent_delegated") {
    const parent = await sessionOfToken(world, body.agent_access_token);
    if (!parent) throw refusedPlainly(400, "agent_access_token is not valid.");
    const { organization_id, acting_user_id, permission_slugs } = parent;
    refuseOrganization(blueprint, organization_id);
    const membership = membershipOf(world, acting_user_id, organization_id);
    return {
      organization_id,
      organization_membership_id: membership?.id ?? null,
      acting_user_id,
      permissions: common(blueprint.permissions, permission_slugs),
      intent,
    };
  }
  const claims = await verifyJwt(body.user_access_token, world.clock.verifierNow());
  const { sub: userId, org_id: organizationId, permissions } = claims ?? {};
  if (typeof userId !== "string") throw refusedPlainly(400, "user_access_token is not valid.");
  if (typeof organizationId !== "string") throw refusedPlainly(400, "user_access_token names no organization.");
  refuseOrganization(blueprint, organizationId);
  const membership = membershipOf(world, userId, organizationId);
  const { role_slugs: wanted } = blueprint.invocable_by;
  if (!membership || (wanted.length > 0 && !membership.role_slugs.some((slug) => wanted.includes(slug))))
    throw refusedPlainly(403, "The user has no role that may invoke this agent.");
  return {
    organization_id: organizationId,
    organization_membership_id: membership.id,
    acting_user_id: userId,
    permissions: common(blueprint.permissions, Array.isArray(permissions) ? permissions : []),
    intent,
  };
}

function membershipOf(world: World, userId: string | null, organizationId: string) {
  const membership = world.findBy(organizationMemberships, "pair", `${userId} ${organizationId}`);
  return membership?.status === "active" ? membership : undefined;
}

function refuseOrganization(blueprint: AgentBlueprintRow, organizationId: string): void {
  const { organization_ids: allowed } = blueprint.invocable_by;
  if (allowed.length > 0 && !allowed.includes(organizationId))
    throw refusedPlainly(403, "The organization may not invoke this agent.");
}

function common(ceiling: readonly string[], granted: readonly unknown[]): string[] {
  return ceiling.filter((slug) => granted.includes(slug));
}

async function refresh(
  world: World,
  blueprint: AgentBlueprintRow,
  token: string,
  intent: string | undefined,
  origin: string,
): Promise<AgentToken> {
  const row = world.find(agentRefreshTokens, token);
  const session = row && world.find(agentSessions, row.agent_session_id);
  const isGood =
    session?.agent_blueprint_id === blueprint.id &&
    statusOf(session, world) === "active" &&
    Date.parse(row?.expires_at ?? "") > world.clock.now();
  if (!row || !session || !isGood) throw refusedPlainly(400, "refresh_token is not valid.");
  // Inferred: rotated like the refresh tokens of users (facts: behaviours 13).
  world.table(agentRefreshTokens).remove(row.id);
  const going = intent === undefined ? session : world.update(agentSessions, session.id, { intent });
  return { ...(await issueAgentTokens(world, blueprint, going, origin)), new_instance: false };
}

/** What stands behind a token; one that is not good for this blueprint is not found. */
export async function validateToken(world: World, blueprint: AgentBlueprintRow, token: string) {
  const session = await sessionOfToken(world, token);
  if (session?.agent_blueprint_id !== blueprint.id) throw notFound("Agent token", `…${token.slice(-4)}`);
  return {
    valid: true,
    agent_instance_id: session.agent_instance_id,
    agent_instance_session_id: session.id,
    organization_id: session.organization_id,
    permissions: session.permission_slugs,
    intent: session.intent,
    acting_user_id: session.acting_user_id,
    session_expires_at: session.expires_at,
  } as const;
}
