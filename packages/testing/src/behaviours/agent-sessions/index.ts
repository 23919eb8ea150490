import { defineResource } from "../behaviour.ts";

export const agentSessionsResource = defineResource({
  withoutBehaviour: ["getAgentSession", "listAgentSessions", "revokeAgentSession"],
});
