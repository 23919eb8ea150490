import type { AgentBlueprint } from "../../generated/schemas.ts";
import { defineTable } from "../../world/definition.ts";

/** A blueprint, stored in its wire form. */
export type AgentBlueprintRow = AgentBlueprint;

export const agentBlueprints = defineTable<AgentBlueprintRow>({
  name: "agent_blueprints",
  label: "Agent blueprint",
  prefix: "agent_blueprint",
  object: "agent_blueprint",
  events: {
    created: "agent.blueprint.created",
    updated: "agent.blueprint.updated",
    deleted: "agent.blueprint.deleted",
  },
});
