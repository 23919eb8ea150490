import type { AgentInstance } from "../../generated/schemas.ts";
import { agentBlueprints } from "../agent-blueprints/table.ts";
import { defineResource } from "../behaviour.ts";
import { organizationMemberships } from "../organization-memberships/table.ts";
import { findOrganization, type OrganizationRef } from "../organizations/table.ts";
import { agentInstances } from "./table.ts";

/** An agent that exists before anybody asked for a token, for seeds. */
export interface AgentInstanceInput {
  /** @default a new id */
  readonly id?: string;
  readonly agent_blueprint_id: string;
  readonly organization: OrganizationRef;
  /** The member it acts for. @default nobody: it acts on its own */
  readonly organization_membership_id?: string;
}

export const agentInstancesResource = defineResource({
  tables: [agentInstances],
  behaviours: {
    listAgentInstances: ({ world, query }) => {
      const { organization_id, agent_blueprint_id } = query;
      return world.list(agentInstances, query, { where: { organization_id, agent_blueprint_id } });
    },
    getAgentInstance: ({ world, path }) => world.get(agentInstances, path.id),
    deleteAgentInstance: ({ world, path }) => {
      world.remove(agentInstances, path.id);
      return undefined;
    },
  },
  dashboard: (world) => ({
    /** Makes an agent without a session. */
    create(input: AgentInstanceInput): AgentInstance {
      const { id: agent_blueprint_id } = world.get(agentBlueprints, input.agent_blueprint_id);
      const membership =
        input.organization_membership_id === undefined
          ? undefined
          : world.get(organizationMemberships, input.organization_membership_id);
      return world.insert(agentInstances, {
        id: input.id,
        agent_blueprint_id,
        organization_id: findOrganization(world, input.organization).id,
        organization_membership_id: membership?.id ?? null,
        type: membership ? "delegated" : "autonomous",
      });
    },
  }),
});
