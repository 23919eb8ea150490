import type { AgentInstance } from "../../generated/schemas.ts";
import { defineTable } from "../../world/definition.ts";

/** An agent of a blueprint in one organization, stored in its wire form. */
export type AgentInstanceRow = AgentInstance;

export const agentInstances = defineTable<AgentInstanceRow>({
  name: "agent_instances",
  label: "Agent instance",
  prefix: "agent",
  object: "agent_instance",
  indexes: {
    agent_blueprint_id: (row) => row.agent_blueprint_id,
    organization_id: (row) => row.organization_id,
    organization_membership_id: (row) => row.organization_membership_id ?? undefined,
  },
  unique: { place: (row) => placeKey(row) },
  parents: {
    agent_blueprints: "agent_blueprint_id",
    organizations: "organization_id",
    organization_memberships: "organization_membership_id",
  },
  events: { created: "agent.instance.created", deleted: "agent.instance.deleted" },
});

/** There is one agent of a blueprint for each member, and one that acts on its own (facts: recent-additions). */
export function placeKey(
  row: Pick<AgentInstanceRow, "agent_blueprint_id" | "organization_id" | "organization_membership_id">,
): string {
  return `${row.agent_blueprint_id} ${row.organization_id} ${row.organization_membership_id ?? ""}`;
}
