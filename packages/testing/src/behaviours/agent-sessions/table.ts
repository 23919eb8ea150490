import type { AgentInstanceSession, EventAgentInstanceSession } from "../../generated/schemas.ts";
import { type BaseRow, defineTable } from "../../world/definition.ts";
import type { World } from "../../world/world.ts";

/** A session as stored; that it has expired follows from the clock. */
export interface AgentSessionRow extends Omit<AgentInstanceSession, "status"> {
  readonly agent_blueprint_id: string;
  readonly organization_id: string;
  readonly acting_user_id: string | null;
  readonly permission_slugs: string[];
  readonly intent: string | null;
}

export const agentSessions = defineTable<AgentSessionRow, AgentInstanceSession>({
  name: "agent_instance_sessions",
  label: "Agent session",
  prefix: "agent_session",
  object: "agent_instance_session",
  indexes: {
    agent_instance_id: (row) => row.agent_instance_id,
    agent_blueprint_id: (row) => row.agent_blueprint_id,
  },
  parents: { agent_instances: "agent_instance_id" },
  events: { created: "agent.instance.session.created" },
  present: ({ agent_blueprint_id, organization_id, acting_user_id, permission_slugs, intent, ...row }, world) => ({
    ...row,
    status: statusOf(row, world),
  }),
  toEvent: ({ agent_blueprint_id, acting_user_id, intent, ...row }): EventAgentInstanceSession => row,
  fromEvent: (data, known) => ({
    agent_blueprint_id: known?.agent_blueprint_id ?? "",
    acting_user_id: known?.acting_user_id ?? null,
    intent: known?.intent ?? null,
    ...data,
  }),
});

/** A refresh token of a session. Each is good for once. */
export interface AgentRefreshTokenRow extends BaseRow {
  readonly agent_session_id: string;
  readonly expires_at: string;
}

export const agentRefreshTokens = defineTable<AgentRefreshTokenRow>({
  name: "agent_refresh_tokens",
  label: "Refresh token",
  prefix: "agent_refresh_token",
  isImmutable: true,
  indexes: { agent_session_id: (row) => row.agent_session_id },
  parents: { agent_instance_sessions: "agent_session_id" },
});

export function statusOf(
  row: Pick<AgentSessionRow, "revoked_at" | "expires_at">,
  world: World,
): "active" | "revoked" | "expired" {
  if (row.revoked_at !== null) return "revoked";
  return Date.parse(row.expires_at) <= world.clock.now() ? "expired" : "active";
}
