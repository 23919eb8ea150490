import { defineResource } from "../behaviour.ts";

export const agentBlueprintsResource = defineResource({
  withoutBehaviour: [
    "createAgentBlueprint",
    "deleteAgentBlueprint",
    "getAgentBlueprint",
    "listAgentBlueprints",
    "mintAgentToken",
    "updateAgentBlueprint",
    "validateAgentToken",
  ],
});
