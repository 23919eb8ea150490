import type { AgentInstanceSession } from "../../generated/schemas.ts";
import { agentBlueprints } from "../agent-blueprints/table.ts";
import { agentInstances } from "../agent-instances/table.ts";
import { defineResource } from "../behaviour.ts";
import { organizationMemberships } from "../organization-memberships/table.ts";
import { revokeAgentSession, startAgentSession } from "./rules.ts";
import { agentRefreshTokens, agentSessions } from "./table.ts";

/** A session of an agent, for seeds. */
export interface AgentSessionInput {
  /** @default a new id */
  readonly id?: string;
  readonly agent_instance_id: string;
  readonly intent?: string;
}

export const agentSessionsResource = defineResource({
  tables: [agentSessions, agentRefreshTokens],
  behaviours: {
    listAgentSessions: ({ world, query }) => {
      const { agent_blueprint_id, agent_instance_id } = query;
      return world.list(agentSessions, query, { where: { agent_blueprint_id, agent_instance_id } });
    },
    getAgentSession: ({ world, path }) => world.present(agentSessions, world.get(agentSessions, path.id)),
    revokeAgentSession: ({ world, path }) =>
      world.present(agentSessions, revokeAgentSession(world, world.get(agentSessions, path.id))),
  },
  dashboard: (world) => ({
    /** Starts a session of an agent, with all that its blueprint permits. */
    create(input: AgentSessionInput): AgentInstanceSession {
      const instance = world.get(agentInstances, input.agent_instance_id);
      const blueprint = world.get(agentBlueprints, instance.agent_blueprint_id);
      const membership = world.find(organizationMemberships, instance.organization_membership_id);
      const mandate = {
        organization_id: instance.organization_id,
        organization_membership_id: instance.organization_membership_id,
        acting_user_id: membership?.user_id ?? null,
        permissions: blueprint.permissions,
        intent: input.intent ?? null,
      };
      return world.present(agentSessions, startAgentSession(world, blueprint, instance, mandate, input.id));
    },
  }),
});
