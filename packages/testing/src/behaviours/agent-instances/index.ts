import { defineResource } from "../behaviour.ts";

export const agentInstancesResource = defineResource({
  withoutBehaviour: ["deleteAgentInstance", "getAgentInstance", "listAgentInstances"],
});
